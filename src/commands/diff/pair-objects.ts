import { groupBy } from '../../lib/group-by.ts'
import { mapAt, scalarAt } from '../../lib/node.ts'
import type { Build } from '../../model/build.ts'
import { objectKey, type Resource } from '../../model/resource.ts'
import { isFluxKustomization } from '../../render/flux/spec.ts'
import { type BuildPair, kubeConfigOf } from './pair-builds.ts'

export interface PlacedObject {
  readonly resource: Resource
  readonly build: Build
}

/** One object before and after; one of the two is missing where it is new or gone. */
export interface ObjectPair {
  readonly before: PlacedObject | undefined
  readonly after: PlacedObject | undefined
}

/**
 * The objects of a cluster before and after: by what they are within their Kustomization, then by what they are without
 * the hash in their name, then in other Kustomizations.
 */
export function pairObjects(builds: readonly BuildPair[]): readonly ObjectPair[] {
  const old = builds.flatMap(({ before, after }) => placed(before, after ?? before))
  const now = builds.flatMap(({ after }) => placed(after, after))
  const renamed = renamedOwners(builds)
  const pairs: ObjectPair[] = []
  let left: Left = { old, now }
  for (const nameOf of [withinBuild(renamed), withoutHash, anywhere, anywhereWithoutHash]) {
    left = paired(left, nameOf, pairs)
  }
  return [
    ...pairs,
    ...left.old.map(({ object }) => ({ before: object, after: undefined })),
    ...left.now.map(({ object }) => ({ before: undefined, after: object })),
  ]
}

/** An object, and the build of the work tree in which it is to be looked for. */
interface Candidate {
  readonly object: PlacedObject
  readonly home: Build | undefined
}

type NameOf = (candidate: Candidate) => string | undefined

interface Left {
  readonly old: readonly Candidate[]
  readonly now: readonly Candidate[]
}

function placed(build: Build | undefined, home: Build | undefined): readonly Candidate[] {
  return build?.resources.map(resource => ({ object: { resource, build }, home })) ?? []
}

/** Pairs what has the same name, in order; the rest is left. */
function paired({ old, now }: Left, nameOf: NameOf, pairs: ObjectPair[]): Left {
  const waiting = groupBy(
    old.filter(candidate => nameOf(candidate) !== undefined),
    candidate => nameOf(candidate),
  )
  const taken = new Set<Candidate>()
  const restNow = now.filter(candidate => {
    const match = waiting.get(nameOf(candidate))?.shift()
    if (match === undefined) return true
    taken.add(match)
    pairs.push({ before: match.object, after: candidate.object })
    return false
  })
  return { old: old.filter(candidate => !taken.has(candidate)), now: restNow }
}

/** A Kustomization under a new name is the same object in its parent, too. */
function renamedOwners(builds: readonly BuildPair[]): ReadonlyMap<string, string> {
  const renamed = new Map<string, string>()
  for (const { before, after } of builds) {
    if (before?.owner === undefined || after?.owner === undefined) continue
    const [was, is] = [objectKey(before.owner.id), objectKey(after.owner.id)]
    if (was !== is) renamed.set(was, is)
  }
  return renamed
}

function withinBuild(renamed: ReadonlyMap<string, string>): NameOf {
  return ({ object: { resource, build }, home }) => {
    const key = objectKey(resource.id)
    const isOwner = isFluxKustomization(resource.id)
    return nameIn(home ?? build, isOwner ? (renamed.get(key) ?? key) : key)
  }
}

const withoutHash: NameOf = ({ object: { resource, build }, home }) => {
  const key = unhashedKey(resource)
  return key === undefined ? undefined : nameIn(home ?? build, key)
}

const anywhere: NameOf = ({ object: { resource, build } }) =>
  `${kubeConfigOf(build)} ${objectKey(resource.id)}`

const anywhereWithoutHash: NameOf = ({ object: { resource, build } }) => {
  const key = unhashedKey(resource)
  return key === undefined ? undefined : `${kubeConfigOf(build)} ${key}`
}

/** Two builds of one cluster never have the same name. */
function nameIn({ name }: Build, key: string): string {
  return `${name} ${key}`
}

/** Undefined for an object whose name has no hash of its content. */
function unhashedKey({ id, node }: Resource): string | undefined {
  const name = scalarAt(mapAt(node, 'metadata'), 'name')
  if (name?.step?.what !== 'name hash' || name.step.was?.kind !== 'scalar') return undefined
  return objectKey({ ...id, name: name.step.was.text })
}
