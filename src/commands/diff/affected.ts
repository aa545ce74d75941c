import { compareText, inOrder } from '../../lib/order.ts'
import { waitsOf } from '../../link/graph/waits.ts'
import type { Affected, KustomizationChange } from '../../model/difference.ts'
import type { EdgeType, Graph } from '../../model/graph.ts'
import { objectKey, type ObjectId, shortId } from '../../model/resource.ts'
import { KUSTOMIZE_GROUP } from '../../render/flux/spec.ts'

const TAKING: ReadonlySet<EdgeType> = new Set<EdgeType>(['sourceRef', 'chartRef'])

/**
 * What stays as it is and is held up all the same until what changes is ready again, and what takes its files or its
 * chart from a source that changes.
 */
export function affectedBy(changes: readonly KustomizationChange[], graph: Graph): readonly Affected[] {
  const changed = changedKeys(changes, graph)
  const found = new Map<string, Affected>()
  const add = (key: string, how: Affected['how'], on: string): void => {
    const [node, cause] = [graph.nodes.get(key), graph.nodes.get(on)]
    if (node === undefined || cause === undefined || changed.has(key) || found.has(key)) return
    found.set(key, { id: node.resource.id, how, on: cause.resource.id })
  }
  for (const { type, from, target } of graph.references) {
    const key = objectKey(target)
    if (TAKING.has(type) && changed.get(key) === 'object') add(from.key, 'takes', key)
  }
  for (const [key, on] of waiters(graph, changed)) add(key, 'waits', on)
  return [...found.values()].sort(byName)
}

const byName = inOrder<Affected>(
  (a, b) => compareText(a.how, b.how),
  (a, b) => compareText(shortId(a.on), shortId(b.on)),
  (a, b) => compareText(shortId(a.id), shortId(b.id)),
)

/** Flux objects that change, and Kustomizations of which what they apply changes. */
function changedKeys(
  changes: readonly KustomizationChange[],
  { nodes }: Graph,
): ReadonlyMap<string, 'object' | 'content'> {
  const keys = new Map<string, 'object' | 'content'>()
  for (const { name, objects } of changes) {
    if (name !== undefined) keys.set(objectKey(ownerId(name)), 'content')
    for (const { id, change } of objects) {
      const key = objectKey(id)
      if (nodes.has(key) && change !== 'removed') keys.set(key, 'object')
    }
  }
  return keys
}

function ownerId({ namespace, name }: { namespace: string; name: string }): Omit<ObjectId, 'version'> {
  return { group: KUSTOMIZE_GROUP, kind: 'Kustomization', namespace, name }
}

/** Every object that is reconciled only after one of these is ready, by what it waits for. */
function waiters(graph: Graph, changed: ReadonlyMap<string, unknown>): ReadonlyMap<string, string> {
  const awaiting = awaitingBy(graph)
  const found = new Map<string, string>()
  for (const on of changed.keys()) {
    const seen = new Set<string>()
    const waiting = [`ready ${on}`]
    for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
      if (seen.has(name)) continue
      seen.add(name)
      const [state, key] = [name.slice(0, name.indexOf(' ')), name.slice(name.indexOf(' ') + 1)]
      if (state === 'reconciled' && !found.has(key)) found.set(key, on)
      waiting.push(...(awaiting.get(name) ?? []))
    }
  }
  return found
}

/** Moments by the moment that they wait for. */
function awaitingBy(graph: Graph): ReadonlyMap<string, readonly string[]> {
  const awaiting = new Map<string, string[]>()
  for (const { waiter, awaited, because } of waitsOf(graph)) {
    // What a Kustomization applies waits with it, and need not be told one by one.
    if (because?.type === 'applies') continue
    const key = `${awaited.state} ${awaited.key}`
    const names = awaiting.get(key)
    const name = `${waiter.state} ${waiter.key}`
    if (names === undefined) awaiting.set(key, [name])
    else names.push(name)
  }
  return awaiting
}
