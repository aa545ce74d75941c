import { shortId } from '../../model/resource.ts'
import { isCopyOf } from '../../lib/named-after.ts'
import { isWithin } from '../../lib/path.ts'
import { scalarAt, mapAt } from '../../lib/node.ts'
import type { Origin, RepoPath } from '../../model/location.ts'
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
  const id = currentId(second)
  const isSameText = first.node.file.path === second.node.file.path && first.node.start === second.node.start
  if (isSameText) {
    const message = `\`${shortId(id)}\` is brought in twice.`
    level.context.report({ code: 'duplicate-id', at: at ?? writtenName(second), message })
    return
  }
  const [copy, original] = isCopy(first, second, { level, name: id.name }) ? [first, second] : [second, first]
  const message = `\`${shortId(id)}\` is defined twice: also in \`${original.node.file.path}\`.`
  level.context.report({ code: 'duplicate-id', at: writtenName(copy), message })
}

interface Place {
  readonly level: Level
  readonly name: string
}

/**
 * Whether the first of two objects is the one too many: its file is called otherwise, or it stands below this
 * kustomization and the second is of a base that others may use.
 */
function isCopy(first: KustomizeObject, second: KustomizeObject, { level, name }: Place): boolean {
  const [own, other] = [first, second].map(object => writtenName(object).file.path)
  if (own === undefined || other === undefined) return false
  if (isCopyOf(own, other, name)) return true
  const isBelow = (path: RepoPath): boolean => isWithin(path, level.directory)
  return !isCopyOf(other, own, name) && isBelow(own) && !isBelow(other)
}

/** The name as a file has it, before prefixes and the like. */
function writtenName({ node }: KustomizeObject): Node {
  let name: Node = scalarAt(mapAt(node, 'metadata'), 'name') ?? node
  while (name.step?.was !== undefined) name = name.step.was
  return name
}
