import { shortId } from '../../model/resource.ts'
import { scalarAt, mapAt } from '../../lib/node.ts'
import type { Origin } from '../../model/location.ts'
import type { Node } from '../../model/node.ts'
import { currentId, idKey } from './identity.ts'
import type { Level } from './level.ts'
import type { KustomizeObject } from './object.ts'

/** Objects in order, each id once. It grows while a kustomization collects its resources. */
export interface Collection {
  readonly objects: KustomizeObject[]
  readonly byId: Map<string, KustomizeObject>
}

export function collectionOf(objects: readonly KustomizeObject[]): Collection {
  return { objects: [...objects], byId: new Map(objects.map(object => [idKey(currentId(object)), object])) }
}

/** Appends what `at` brings in. An id that is there already is reported, and the first object stays. */
export function append(
  collection: Collection,
  incoming: readonly KustomizeObject[],
  { level, at }: { readonly level: Level; readonly at: Origin | undefined },
): void {
  for (const object of incoming) {
    const key = idKey(currentId(object))
    const first = collection.byId.get(key)
    if (first === undefined) {
      collection.byId.set(key, object)
      collection.objects.push(object)
    } else reportDuplicate(first, object, { level, at })
  }
}

function reportDuplicate(
  first: KustomizeObject,
  second: KustomizeObject,
  { level, at }: { readonly level: Level; readonly at: Origin | undefined },
): void {
  const isSameText = first.node.file.path === second.node.file.path && first.node.start === second.node.start
  const message = isSameText
    ? `\`${shortId(currentId(second))}\` is brought in twice.`
    : `\`${shortId(currentId(second))}\` is defined twice: also in \`${first.node.file.path}\`.`
  const place = isSameText && at !== undefined ? at : writtenName(second)
  level.context.report({ code: 'duplicate-id', at: place, message })
}

/** The name as a file has it, before prefixes and the like. */
function writtenName({ node }: KustomizeObject): Node {
  let name: Node = scalarAt(mapAt(node, 'metadata'), 'name') ?? node
  while (name.step?.was !== undefined) name = name.step.was
  return name
}
