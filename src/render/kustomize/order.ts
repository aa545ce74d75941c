import { itemsAt, mapAt, textAt } from '../../lib/node.ts'
import { compareText, inOrder } from '../../lib/order.ts'
import type { Mapping } from '../../model/node.ts'
import type { ObjectId } from '../../model/resource.ts'
import type { Context } from './context.ts'
import { currentId } from './identity.ts'
import { FIRST, kindRanks, kindText, LAST } from './kind-order.ts'
import type { KustomizeObject } from './object.ts'

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
  const ranks = kindRanks(first, last)
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

function idText({ group, version, kind, namespace, name }: ObjectId): string {
  return `${kind || '[noKind]'}.${version || '[noVer]'}.${group || '[noGrp]'}|${namespace || '~X'}|${name || '~N'}`
}
