import { itemsAt, mapAt, textAt } from '../../lib/node.ts'
import { onceFor } from '../../lib/once-for.ts'
import { SOURCE_EXTENSIONS_GROUP } from '../../link/graph/flux-object.ts'
import type { Cluster } from '../../model/fleet.ts'
import type { Mapping, Scalar } from '../../model/node.ts'
import type { ObjectId } from '../../model/resource.ts'
import { HELM_GROUP, KUSTOMIZE_GROUP, SOURCE_GROUP } from '../../render/flux/spec.ts'
import {
  type LabelSelector,
  matchesLabels,
  parseLabelSelector,
} from '../../render/kustomize/select-labels.ts'
import { controllersOf, instanceOf } from './controllers.ts'

const FLAG = '--watch-label-selector='
const DEFAULT_KEY = 'sharding.fluxcd.io/key'
const SHARDED: readonly string[] = ['helm-controller', 'kustomize-controller', 'source-controller']

/** The label that keeps an object from every controller of a kind; undefined where one takes it, or may. */
export function unservedLabel(
  cluster: Cluster,
  controller: string,
  labels: Mapping | undefined,
): Scalar | undefined {
  const selectors = selectorsOf(cluster).get(controller) ?? []
  if (selectors.length === 0 || selectors.some(selector => matchesLabels(selector, labels))) return undefined
  const keys = new Set(selectors.flatMap(selector => selector.map(({ key }) => key)))
  for (const [key, { value }] of labels?.entries ?? []) {
    if (keys.has(key) && value.kind === 'scalar') return value
  }
  return undefined
}

/** The controller that reconciles an object of Flux, where its shards can be told. */
export function controllerOf({ group }: ObjectId): string | undefined {
  return CONTROLLERS.get(group)
}

const CONTROLLERS: ReadonlyMap<string, string> = new Map([
  [HELM_GROUP, 'helm-controller'],
  [KUSTOMIZE_GROUP, 'kustomize-controller'],
  [SOURCE_GROUP, 'source-controller'],
  [SOURCE_EXTENSIONS_GROUP, 'source-watcher'],
])

/** What the controllers of each kind select, all of them; no entry where the repository does not say what they run with. */
const selectorsOf = onceFor((cluster: Cluster): ReadonlyMap<string, readonly LabelSelector[]> => {
  const found = new Map<string, LabelSelector[]>()
  const add = (controller: string, text: string): void => {
    const selector = parseLabelSelector(text)
    // What cannot be read may select anything.
    found.set(controller, [...(found.get(controller) ?? []), typeof selector === 'string' ? [] : selector])
  }
  for (const { name, args } of controllersOf(cluster)) {
    add(name, args.find(arg => arg.startsWith(FLAG))?.slice(FLAG.length) ?? '')
  }
  for (const text of selectorsOfInstance(cluster)) for (const controller of SHARDED) add(controller, text)
  return found
})

/** The operator runs each sharded controller once for what has no key, and once a shard. */
function selectorsOfInstance(cluster: Cluster): readonly string[] {
  const spec = mapAt(instanceOf(cluster), 'spec')
  const patches = itemsAt(mapAt(spec, 'kustomize'), 'patches')
  const sharding = mapAt(spec, 'sharding')
  const shards = itemsAt(sharding, 'shards').flatMap(item => (item.kind === 'scalar' ? [item.text] : []))
  // A patch may select anything, and without shards nothing is selected.
  if (
    shards.length === 0 ||
    patches.some(patch => (textAt(patch, 'patch') ?? '').includes(FLAG.slice(2, -1)))
  )
    return []
  const key = textAt(sharding, 'key') ?? DEFAULT_KEY
  return [`!${key}`, ...shards.map(shard => `${key}=${shard}`)]
}
