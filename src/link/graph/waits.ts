import type { Graph, Reference } from '../../model/graph.ts'
import { objectKey } from '../../model/resource.ts'

/**
 * One object cannot go on before another did. Each object stands for three moments: it is there, it is reconciled, and it
 * is ready. `because` is missing where both are the same object's: one comes after the other.
 */
export interface Wait {
  readonly waiter: Moment
  readonly awaited: Moment
  readonly because: Reference | undefined
}

/** The key of an object in the graph, and the moment meant. */
export interface Moment {
  readonly key: string
  readonly state: 'created' | 'reconciled' | 'ready'
}

/**
 * Every wait of a cluster (spec/flux.md 3.3): an object is there after its parent is reconciled; it is reconciled after
 * its dependencies are ready, or only there; it is ready after what it waits for is ready.
 */
export function* waitsOf({ nodes, references }: Graph): Generator<Wait> {
  for (const key of nodes.keys()) {
    yield { waiter: ready(key), awaited: reconciled(key), because: undefined }
    yield { waiter: reconciled(key), awaited: created(key), because: undefined }
  }
  for (const reference of references) yield* explicitWaits(reference)
  for (const [target, because] of creators(references)) {
    // What is applied from outside exists already.
    if (nodes.get(target)?.build === undefined) continue
    yield { waiter: created(target), awaited: reconciled(because.from.key), because }
  }
}

function* explicitWaits(because: Reference): Generator<Wait> {
  const from = because.from.key
  const target = objectKey(because.target)
  if (because.type === 'dependsOn') {
    const awaited = because.isOfExistence === true ? created(target) : ready(target)
    yield { waiter: reconciled(from), awaited, because }
  }
  const isForAnother = because.type === 'waits-for' && from !== target
  if (isForAnother) yield { waiter: ready(from), awaited: ready(target), because }
  const { application } = because
  if (application === undefined) return
  yield { waiter: ready(target), awaited: created(target), because: undefined }
  yield { waiter: created(target), awaited: reconciled(application.from.key), because: application }
}

/** Who applies what only one parent applies: of two, whichever comes first creates it, so it waits for neither. */
function creators(references: readonly Reference[]): ReadonlyMap<string, Reference> {
  const found = new Map<string, Reference>()
  const contested = new Set<string>()
  for (const reference of references) {
    if (reference.type !== 'applies') continue
    const target = objectKey(reference.target)
    if (found.has(target)) contested.add(target)
    found.set(target, reference)
  }
  for (const target of contested) found.delete(target)
  return found
}

function created(key: string): Moment {
  return { key, state: 'created' }
}

function reconciled(key: string): Moment {
  return { key, state: 'reconciled' }
}

function ready(key: string): Moment {
  return { key, state: 'ready' }
}
