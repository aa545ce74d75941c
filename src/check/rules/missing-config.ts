import { mapAt, scalarAt, textAt } from '../../lib/node.ts'
import { nearest } from '../../lib/nearest.ts'
import { parentPath } from '../../lib/path.ts'
import type { Cluster, Fleet } from '../../model/fleet.ts'
import type { RepoPath } from '../../model/location.ts'
import type { Scalar } from '../../model/node.ts'
import { type ObjectId, type Resource, shortId } from '../../model/resource.ts'
import { madeSecretName } from '../../render/flux/made-secret.ts'
import { nameOrigin } from '../../render/flux/spec.ts'
import { isMadeByHand } from './hand-applied.ts'
import { scalarsIn } from './variable-sources.ts'

export type ConfigId = Pick<ObjectId, 'kind' | 'namespace' | 'name'>

/** An object that is, or makes, a ConfigMap or Secret; `name` is the value that names what is made. */
export interface ConfigMaker {
  readonly id: ConfigId
  readonly maker: Resource
  readonly name: Scalar | undefined
}

/** What was probably meant by a reference that leads nowhere. */
export interface Hint {
  readonly fix: string
  /** The object that is alike and serves nobody else. */
  readonly near?: ConfigMaker
}

/** Every ConfigMap and Secret of a cluster, with those that widespread operators make. */
export function configMakers({ objects }: Cluster): readonly ConfigMaker[] {
  return objects.flatMap(({ resource }) => [...makersOf(resource)])
}

function* makersOf(maker: Resource): Generator<ConfigMaker> {
  const { group, kind, namespace, name } = maker.id
  const own = scalarAt(mapAt(maker.node, 'metadata'), 'name')
  // The claim of a bucket makes a Secret and a ConfigMap of its own name.
  const isConfig = group === '' && (kind === 'ConfigMap' || kind === 'Secret')
  if (isConfig) yield { id: { kind, namespace, name }, maker, name: own }
  if (kind === 'ObjectBucketClaim') yield { id: { kind: 'ConfigMap', namespace, name }, maker, name: own }
  const made = madeSecretName(maker)
  if (made !== undefined) yield { id: { kind: 'Secret', namespace, name: made.text }, maker, name: made }
}

export interface Place {
  readonly cluster: Cluster
  readonly fleet: Fleet
  /** The file of the reference. */
  readonly from?: RepoPath | undefined
}

/** Whether a file that no cluster takes holds the object: a person or a script applies it. */
function isOutside({ kind, name }: ConfigId, { files, reached }: Fleet): boolean {
  for (const [path, { documents }] of files) {
    if (reached.has(path)) continue
    for (const { root } of documents) {
      if (textAt(root, 'kind') === kind && textAt(mapAt(root, 'metadata'), 'name') === name) return true
    }
  }
  return false
}

/**
 * Why nothing has the id, as far as the repository tells. Without a hint something outside it may make the object.
 */
export function hintFor(
  id: ConfigId,
  makers: readonly ConfigMaker[],
  { cluster, fleet, from }: Place,
): Hint | undefined {
  if (isOutside(id, fleet) || isMadeByHand(id, fleet.repository)) return undefined
  const alike = makers.filter(maker => maker.id.kind === id.kind)
  const here = alike.filter(maker => maker.id.namespace === id.namespace)
  const hint = hintIn(here, id, { cluster, from })
  if (hint !== undefined) return hint
  const elsewhere = alike.find(maker => maker.id.name === id.name && !isCopied(maker.maker))
  // What another repository applies may copy it, a policy of Kyverno for one.
  return elsewhere === undefined || takesFromElsewhere(cluster)
    ? undefined
    : { fix: `\`${shortId(elsewhere.id)}\` is in another namespace; only the own one is looked into.` }
}

/** What of its own namespace was meant. */
function hintIn(
  here: readonly ConfigMaker[],
  id: ConfigId,
  { cluster, from }: Omit<Place, 'fleet'>,
): Hint | undefined {
  const hashed = here.find(maker => isHashed(maker.id.name, id.name))
  if (hashed !== undefined) return { fix: hashFix(hashed.id.name) }
  const renamed = here.find(({ maker }) => maker.id.kind !== id.kind && maker.id.name === id.name)
  if (renamed !== undefined && isUnused(renamed, cluster)) return { fix: renamedFix(renamed), near: renamed }
  const likely = nearest(
    id.name,
    here.map(maker => withoutHash(maker.id.name)),
  )
  const near = here.find(maker => withoutHash(maker.id.name) === likely)
  if (near !== undefined && isUnused(near, cluster)) return { fix: nearFix(near), near }
  const isOnly = here.length === 1
  const [beside, ...more] = here.filter(
    maker => (isOnly || isBeside(maker, from)) && isUnused(maker, cluster),
  )
  if (beside !== undefined && more.length === 0) return { fix: nearFix(beside), near: beside }
  return undefined
}

/** Whether a Kustomization of the cluster applies what this repository does not hold. */
function takesFromElsewhere({ builds }: Cluster): boolean {
  return builds.some(({ gaps }) => gaps.some(({ reason }) => reason === 'remote-source'))
}

function nearFix({ id }: ConfigMaker): string {
  return `Write \`${withoutHash(id.name)}\` if it is meant.`
}

/** Whether the only object of its kind in the folder of the reference makes it. */
function isBeside({ maker }: ConfigMaker, from: RepoPath | undefined): boolean {
  return from !== undefined && parentPath(maker.node.file.path) === parentPath(from)
}

function hashFix(name: string): string {
  return `A generator makes \`${name}\` of it: set \`disableNameSuffixHash: true\` in its \`options\`.`
}

function renamedFix({ id, maker }: ConfigMaker): string {
  return `\`${shortId(maker.id)}\` makes the ${id.kind} \`${id.name}\`: use one name for both.`
}

/** kustomize's hash: ten characters without vowels, `0`, `1` and `3`. */
const HASH = /-[bcdfghkmt24-9]{10}$/

function isHashed(candidate: string, name: string): boolean {
  return candidate !== name && withoutHash(candidate) === name
}

/** The name that a generator was given. */
function withoutHash(name: string): string {
  return name.replace(HASH, '')
}

/** Whether no other object names it. */
function isUnused({ id, maker }: ConfigMaker, { objects }: Cluster): boolean {
  for (const { resource } of objects) {
    if (resource.node === maker.node || resource.node.file.path === nameOrigin(maker).file.path) continue
    for (const { text } of scalarsIn(resource.node)) if (isNameIn(text, id.name, resource)) return false
  }
  return true
}

/** Whether a text is the name, as it stands or once Helm has filled it in. */
function isNameIn(text: string, name: string, release: Resource): boolean {
  const filled = text.replaceAll(/\{\{-?\s*\.Release\.Name\s*-?\}\}/g, release.id.name)
  const [first = '', ...others] = filled.split(/\{\{.*?\}\}/s)
  const last = others.at(-1)
  if (last === undefined) return filled === name
  return first + last !== '' && name.startsWith(first) && name.endsWith(last)
}

/** Whether a tool copies the object into other namespaces. */
function isCopied({ node }: Resource): boolean {
  const metadata = mapAt(node, 'metadata')
  const keys = [
    ...(mapAt(metadata, 'annotations')?.entries.keys() ?? []),
    ...(mapAt(metadata, 'labels')?.entries.keys() ?? []),
  ]
  const template = mapAt(mapAt(mapAt(mapAt(node, 'spec'), 'target'), 'template'), 'metadata')
  const templated = mapAt(template, 'annotations')?.entries.keys() ?? []
  return [...keys, ...templated].some(key => COPIERS.some(copier => key.includes(copier)))
}

const COPIERS = [
  'reflector.v1.k8s.emberstack.com',
  'replicator.v1.mittwald.de',
  'kubed.appscode.com',
  'config-syncer',
]
