import { mapAt, toPlain } from '../../lib/node.ts'
import type { Build } from '../../model/build.ts'
import { objectKey } from '../../model/resource.ts'
import { sourceReference, specOf } from '../../render/flux/spec.ts'

/** The same Kustomization before and after; one of the two is missing where it is new or gone. */
export interface BuildPair {
  readonly before: Build | undefined
  readonly after: Build | undefined
}

/** How much of what two Kustomizations apply must be the same for one to be the other under a new name. */
const ALIKE = 0.5

/** By the name of the Kustomization, then by what it applies; in the order of `after`, what is gone at the end. */
export function pairBuilds(before: readonly Build[], after: readonly Build[]): readonly BuildPair[] {
  const old = new Map(before.map(build => [keyOf(build), build]))
  const now = new Set(after.map(keyOf))
  const gone = before.filter(build => !now.has(keyOf(build)))
  const pairs: BuildPair[] = []
  for (const build of after) {
    const same = old.get(keyOf(build))
    const renamed = same === undefined ? formerOf(build, gone) : undefined
    if (renamed !== undefined) gone.splice(gone.indexOf(renamed), 1)
    pairs.push({ before: same ?? renamed, after: build })
  }
  return [...pairs, ...gone.map(build => ({ before: build, after: undefined }))]
}

function keyOf({ owner, directory }: Build): string {
  return owner === undefined ? `directory ${directory}` : objectKey(owner.id)
}

/** The one that applied the same directory, else the one that applied most of the same objects. */
function formerOf(build: Build, gone: readonly Build[]): Build | undefined {
  const candidates = gone.filter(other => isSameTarget(other, build))
  const sameDirectory = candidates.filter(
    other => other.directory === build.directory && isSameSource(other, build),
  )
  const [only, second] = sameDirectory
  if (only !== undefined && second === undefined) return only
  let best: Build | undefined
  let most = ALIKE
  for (const other of candidates) {
    const alike = likeness(other, build)
    if (alike >= most) [best, most] = [other, alike]
  }
  return best
}

function isSameSource(a: Build, b: Build): boolean {
  const [first, second] = [a, b].map(({ owner }) => owner && sourceReference(owner)?.target)
  return first?.name === second?.name && first?.namespace === second?.namespace
}

/** What goes to another API server is another object, whatever its name. */
function isSameTarget(a: Build, b: Build): boolean {
  return kubeConfigOf(a) === kubeConfigOf(b) && (a.owner === undefined) === (b.owner === undefined)
}

export function kubeConfigOf({ owner }: Build): string {
  const kubeConfig = owner === undefined ? undefined : mapAt(specOf(owner), 'kubeConfig')
  return kubeConfig === undefined ? '' : JSON.stringify(toPlain(kubeConfig))
}

/** The part of the larger of the two that both apply. */
function likeness(a: Build, b: Build): number {
  const [first, second] = [a, b].map(({ resources }) => new Set(resources.map(({ id }) => objectKey(id))))
  if (first === undefined || second === undefined) return 0
  let both = 0
  for (const key of first) if (second.has(key)) both++
  const size = Math.max(first.size, second.size)
  return size === 0 ? 0 : both / size
}
