import { isNull, mapAt, scalarAt, valueAt } from '../../lib/node.ts'
import type { ParsedFile } from '../../model/document.ts'
import type { Mapping, Node } from '../../model/node.ts'
import type { Trail } from '../../model/resource.ts'
import { objectId } from './identity.ts'
import { type Level, markIncomplete } from './level.ts'
import { type FormerId, type KustomizeObject, plainObject } from './object.ts'

/** The Kubernetes objects of a file: lists are flattened, empty documents skipped, what is no object is reported. */
export function objectsOf(parsed: ParsedFile, level: Level, trail: Trail | undefined): KustomizeObject[] {
  if (parsed.problems.length > 0) markIncomplete(level)
  return resourceNodes(parsed, level).map(node => {
    const object = plainObject(level.state.nextSerial(), node, trail)
    const former = notedIds(node, level)
    return former === undefined ? object : { ...object, former }
  })
}

const NOTES = ['previousNames', 'previousNamespaces', 'previousKinds'].map(
  name => `internal.config.kubernetes.io/${name}`,
)

/** The ids that kustomize noted on an object which it once built: it goes by them again. */
function notedIds(node: Mapping, level: Level): readonly FormerId[] | undefined {
  const annotations = mapAt(mapAt(node, 'metadata'), 'annotations')
  const [noted, ...others] = NOTES.map(key => scalarAt(annotations, key))
  if (noted === undefined) return undefined
  const [names = [], namespaces = [], kinds = []] = [noted, ...others].map(
    note => note?.text.split(',') ?? [''],
  )
  if (names.length === namespaces.length && names.length === kinds.length) {
    return names.map((name, index) => ({
      name,
      namespace: namespaces[index] ?? '',
      kind: kinds[index] ?? '',
    }))
  }
  const message = `The annotations \`${NOTES.join('`, `')}\` differ in the number of their items.`
  level.context.report({ code: 'invalid-resource', at: noted, message })
  return undefined
}

/** The mappings in a file that are Kubernetes objects. */
function resourceNodes(parsed: ParsedFile, level: Level): readonly Mapping[] {
  const waiting = documentNodes(parsed, level)
  const found: Mapping[] = []
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const items = listItems(next, level)
    // What a list holds comes after the rest of its file.
    if (items === undefined) found.push(next)
    else waiting.push(...validNodes(items, level))
  }
  return found
}

function documentNodes({ documents, problems }: ParsedFile, level: Level): Mapping[] {
  const only = documents.length + problems.length === 1 ? documents[0]?.root : undefined
  if (only?.kind === 'map' && isBareList(only)) {
    const items = valueAt(only, 'items')
    return validNodes(items?.kind === 'list' ? items.items : [], level)
  }
  return validNodes(
    documents.flatMap(({ root }) => (root === undefined ? [] : [root])),
    level,
  )
}

/** A `List` that is alone in its file needs no name and no kind ending for its items to be taken out. */
function isBareList(node: Mapping): boolean {
  const { kind } = objectId(node)
  return (kind === 'List' || kind === 'ResourceList') && node.entries.has('items')
}

function validNodes(nodes: readonly Node[], level: Level): Mapping[] {
  const valid: Mapping[] = []
  for (const node of nodes) {
    if (isEmpty(node)) continue
    const message = refusal(node)
    if (node.kind === 'map' && message === undefined) valid.push(node)
    else reportInvalid(node, message ?? '', level)
  }
  return valid
}

function isEmpty(node: Node): boolean {
  if (node.kind === 'map') return node.entries.size === 0
  return node.kind === 'list' ? node.items.length === 0 : isNull(node)
}

function refusal(node: Node): string | undefined {
  if (node.kind !== 'map') return 'The document is no Kubernetes object: it is no map.'
  const { kind, name } = objectId(node)
  if (kind === '') return 'The object has no `kind`.'
  if (name === '' && !kind.endsWith('List')) return `The \`${kind}\` has no \`metadata.name\`.`
  return undefined
}

function reportInvalid(node: Node, message: string, level: Level): void {
  level.context.report({ code: 'invalid-resource', at: placeOf(node), message })
  markIncomplete(level)
}

function placeOf(node: Node): Node {
  if (node.kind !== 'map') return node
  return mapAt(node, 'metadata') === undefined
    ? (node.entries.get('kind')?.key ?? firstKey(node))
    : (node.entries.get('metadata')?.key ?? node)
}

function firstKey(node: Mapping): Node {
  for (const { key } of node.entries.values()) return key
  return node
}

/** The items of a `*List`; undefined for everything else. */
function listItems(node: Mapping, level: Level): readonly Node[] | undefined {
  const { kind } = objectId(node)
  const items = valueAt(node, 'items')
  if (!kind.endsWith('List') || items === undefined) return undefined
  if (items.kind === 'list') return items.items
  if (!isNull(items)) {
    level.context.report({
      code: 'invalid-resource',
      at: items,
      message: `The \`items\` of the \`${kind}\` are no list.`,
    })
    markIncomplete(level)
  }
  return []
}
