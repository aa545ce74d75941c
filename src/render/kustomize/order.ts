import { itemsAt, mapAt, textAt } from '../../lib/node.ts'
import { compareText, inOrder } from '../../lib/order.ts'
import type { Mapping } from '../../model/node.ts'
import type { ObjectId } from '../../model/resource.ts'
import type { Context } from './context.ts'
import { currentId } from './identity.ts'
import type { KustomizeObject } from './object.ts'

const FIRST: readonly string[] = [
  'Namespace',
  'ResourceQuota',
  'StorageClass',
  'CustomResourceDefinition',
  'ServiceAccount',
  'PodSecurityPolicy',
  'Role',
  'ClusterRole',
  'RoleBinding',
  'ClusterRoleBinding',
  'ConfigMap',
  'Secret',
  'Endpoints',
  'Service',
  'LimitRange',
  'PriorityClass',
  'PersistentVolume',
  'PersistentVolumeClaim',
  'Deployment',
  'StatefulSet',
  'CronJob',
  'PodDisruptionBudget',
]

const LAST: readonly string[] = ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration']

/** The objects as they are printed: what the root's `sortOptions` say, else the order that was asked for. */
export function ordered(
  objects: readonly KustomizeObject[],
  root: Mapping,
  context: Context,
): readonly KustomizeObject[] {
  const options = mapAt(root, 'sortOptions')
  if (options === undefined) {
    return context.options.order === 'legacy' ? sorted(objects, FIRST, LAST) : objects
  }
  const order = textAt(options, 'order') ?? ''
  const lists = mapAt(options, 'legacySortOptions')
  if (order === 'legacy') {
    return lists === undefined
      ? sorted(objects, FIRST, LAST)
      : sorted(objects, kindsAt(lists, 'orderFirst'), kindsAt(lists, 'orderLast'))
  }
  if (order !== 'fifo') {
    const message = `The order \`${order}\` is neither \`legacy\` nor \`fifo\`.`
    context.report({ code: 'invalid-field', at: options, message })
  } else if (lists !== undefined) {
    const message = 'The `legacySortOptions` have no meaning in the order `fifo`.'
    context.report({ code: 'invalid-field', at: lists, message })
  }
  return objects
}

function kindsAt(lists: Mapping, field: string): readonly string[] {
  return itemsAt(lists, field).flatMap(item => (item.kind === 'scalar' ? [item.text] : []))
}

interface Ranked {
  readonly object: KustomizeObject
  readonly id: ObjectId
  readonly rank: number
  readonly kindText: string
  readonly idText: string
}

function sorted(
  objects: readonly KustomizeObject[],
  first: readonly string[],
  last: readonly string[],
): readonly KustomizeObject[] {
  const ranks = new Map<string, number>()
  for (const [index, kind] of first.entries()) ranks.set(kind, index - first.length)
  for (const [index, kind] of last.entries()) ranks.set(kind, index + 1)
  const ranked = objects.map((object): Ranked => {
    const id = currentId(object)
    return { object, id, rank: ranks.get(id.kind) ?? 0, kindText: kindText(id), idText: idText(id) }
  })
  return ranked.sort(byRank).map(({ object }) => object)
}

const byRank = inOrder<Ranked>(
  (a, b) => a.rank - b.rank,
  byKind,
  (a, b) => compareText(a.idText, b.idText),
)

/** By group, version, kind; Namespaces the other way round, where one of them is of the core group. */
function byKind(a: Ranked, b: Ranked): number {
  const isReversed =
    a.id.kind === 'Namespace' && b.id.kind === 'Namespace' && (a.id.group === '' || b.id.group === '')
  return isReversed ? compareText(b.kindText, a.kindText) : compareText(a.kindText, b.kindText)
}

// Empty parts sort behind letters: kustomize compares these texts.

function kindText({ group, version, kind }: ObjectId): string {
  return `${group || '~G'}_${version || '~V'}_${kind || '~K'}`
}

function idText({ group, version, kind, namespace, name }: ObjectId): string {
  return `${kind || '[noKind]'}.${version || '[noVer]'}.${group || '[noGrp]'}|${namespace || '~X'}|${name || '~N'}`
}
