import { itemsAt, scalarAt, textAt, valueAt, withEntries, withItems, withValue } from '../../lib/node.ts'
import { joinPath } from '../../lib/path.ts'
import type { BuildProblem } from '../../model/build.ts'
import type { RepoPath } from '../../model/location.ts'
import { type Mapping, type Node, scalar, sequence } from '../../model/node.ts'
import type { Resource } from '../../model/resource.ts'
import type { Repository } from '../../model/repository.ts'
import { specOf } from './spec.ts'

export interface Merged {
  readonly kustomization: Mapping
  readonly problems: readonly BuildProblem[]
}

interface Merge {
  readonly owner: Resource
  readonly directory: RepoPath
  readonly repository: Repository
}

/** Puts what a Flux Kustomization's spec says into the root kustomization.yaml, in Flux's order (spec/flux.md 1.4 D). */
export function mergeSpec(kustomization: Mapping, merge: Merge): Merged {
  const spec = specOf(merge.owner)
  const problems: BuildProblem[] = []
  let merged = withOrigins(kustomization)
  for (const [field, target] of OVERRIDES) {
    const value = scalarAt(spec, field)
    if (value !== undefined && value.text !== '') merged = withValue(merged, target, value)
  }
  merged = appended(merged, 'patches', itemsAt(spec, 'patches'))
  merged = appended(merged, 'components', [...usableComponents(merge, problems)])
  merged = mergeImages(merged, itemsAt(spec, 'images'))
  const metadata = valueAt(spec, 'buildMetadata')
  if (metadata?.kind === 'list' && metadata.items.length > 0)
    merged = withValue(merged, 'buildMetadata', metadata)
  return { kustomization: merged, problems }
}

/** Without resources the controller asks for origins, which also makes a build of an otherwise empty file (1.4 C). */
function withOrigins(kustomization: Mapping): Mapping {
  if (itemsAt(kustomization, 'resources').length > 0) return kustomization
  return withValue(
    kustomization,
    'buildMetadata',
    sequence(kustomization, [scalar(kustomization, 'originAnnotations')]),
  )
}

const OVERRIDES = [
  ['targetNamespace', 'namespace'],
  ['namePrefix', 'namePrefix'],
  ['nameSuffix', 'nameSuffix'],
] as const

function appended(map: Mapping, field: string, items: readonly Node[]): Mapping {
  const first = items[0]
  if (first === undefined) return map
  const old = valueAt(map, field)
  const list = old?.kind === 'list' ? withItems(old, [...old.items, ...items]) : sequence(first, items)
  return withValue(map, field, list)
}

const NOT_LOCAL = /^(?:\/|file:\/\/\/|git::|gh:|ssh:\/\/|https?:\/\/|git@|github\.com[:/])/

function* usableComponents(
  { owner, directory, repository }: Merge,
  problems: BuildProblem[],
): Generator<Node> {
  const spec = specOf(owner)
  const skipsMissing = scalarAt(spec, 'ignoreMissingComponents')?.value === true
  for (const item of itemsAt(spec, 'components')) {
    if (item.kind !== 'scalar') continue
    if (NOT_LOCAL.test(item.text)) {
      const message = `The component \`${item.text}\` is not a local, relative path.`
      problems.push({ code: 'invalid-field', at: item, message })
      continue
    }
    const path = joinPath(directory, item.text)
    const exists = path !== undefined && repository.kindOf(path) !== undefined
    if (exists || !skipsMissing) yield item
  }
}

/** Matched by exact name; `newTag` and `digest` replace the file's as a pair (kustomize-controller 1.9.4). */
function mergeImages(map: Mapping, images: readonly Node[]): Mapping {
  const first = images[0]
  if (first === undefined) return map
  const items = [...itemsAt(map, 'images')]
  for (const image of images) {
    const index = items.findIndex(item => textAt(item, 'name') === textAt(image, 'name'))
    const old = items[index]
    if (old?.kind === 'map' && image.kind === 'map') items[index] = mergeImage(old, image)
    else items.push(image)
  }
  const old = valueAt(map, 'images')
  return withValue(map, 'images', old?.kind === 'list' ? withItems(old, items) : sequence(first, items))
}

function mergeImage(old: Mapping, image: Mapping): Mapping {
  const entries = new Map(old.entries)
  const [newName, newTag, digest] = ['newName', 'newTag', 'digest'].map(field => image.entries.get(field))
  if (newName !== undefined) entries.set('newName', newName)
  if (newTag !== undefined || digest !== undefined) {
    entries.delete('newTag')
    entries.delete('digest')
    if (newTag !== undefined) entries.set('newTag', newTag)
    if (digest !== undefined) entries.set('digest', digest)
  }
  return withEntries(old, entries)
}
