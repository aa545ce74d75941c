import { isNull, mapAt, scalarAt } from '../../../lib/node.ts'
import type { Mapping, Node, Scalar } from '../../../model/node.ts'
import type { ObjectId } from '../../../model/resource.ts'
import { currentId, formerIds } from '../identity.ts'
import type { KustomizeObject } from '../object.ts'
import { LookupError, lookupField } from './field-lookup.ts'
import { fieldPath } from './field-paths.ts'
import { Refusal } from './refusal.ts'
import { settingAt } from './texts.ts'

/**
 * The value that a `source` means: a field of the one object that it selects, or a piece of it.
 * @throws Refusal where there is no such object or field, or more than one object.
 */
export function replacementSource(objects: readonly KustomizeObject[], source: Mapping): Node {
  const { node } = sourceObject(objects, source)
  const setting = settingAt(source, 'fieldPath')
  const text = setting?.text ?? 'metadata.name'
  const value = sourceValue(node, text, setting ?? source)
  if (isEmpty(value)) {
    const message = `The replacement's source has no value at \`${text}\`.`
    throw new Refusal('invalid-field', setting ?? source, message)
  }
  return refined(value, mapAt(source, 'options'))
}

function sourceValue(object: Mapping, path: string, at: Node): Node | undefined {
  try {
    return lookupField(object, fieldPath(path).parts)?.node
  } catch (error) {
    if (!(error instanceof LookupError)) throw error
    throw new Refusal(
      'invalid-field',
      at,
      `The path \`${path}\` does not fit the replacement's source: ${error.message}.`,
    )
  }
}

function isEmpty(node: Node | undefined): node is undefined {
  if (node === undefined || isNull(node)) return true
  if (node.kind === 'scalar') return false
  return node.kind === 'map' ? node.entries.size === 0 : node.items.length === 0
}

function sourceObject(objects: readonly KustomizeObject[], source: Mapping): KustomizeObject {
  const found = objects.filter(object =>
    [currentId(object), ...formerIds(object)].some(id => isMeant(id, source)),
  )
  const [only] = found
  if (only !== undefined && found.length === 1) return only
  const which = only === undefined ? 'no object' : `${String(found.length)} objects`
  throw new Refusal(
    'patch-target',
    source,
    `The replacement's source \`${described(source)}\` selects ${which}.`,
  )
}

/** Sources name objects exactly, with no regular expressions. */
function isMeant(id: ObjectId, source: Mapping): boolean {
  const namespace = textAt(source, 'namespace')
  return (
    (['group', 'version', 'kind', 'name'] as const).every(key => {
      const wanted = textAt(source, key)
      return wanted === '' || wanted === id[key]
    }) &&
    (namespace === '' || namespace === (id.namespace || 'default'))
  )
}

function described(source: Mapping): string {
  const name = [textAt(source, 'namespace'), textAt(source, 'name')].filter(part => part !== '').join('/')
  return [textAt(source, 'kind'), name].filter(part => part !== '').join(' ')
}

function textAt(source: Mapping, key: string): string {
  return settingAt(source, key)?.text ?? ''
}

/** One piece of the value, where the options split it. */
function refined(value: Node, options: Mapping | undefined): Node {
  const delimiter = settingAt(options, 'delimiter')
  if (delimiter === undefined) return value
  if (value.kind !== 'scalar') {
    throw new Refusal('invalid-field', delimiter, 'Only a text can be split, and the source is none.')
  }
  const index = scalarAt(options, 'index')
  const pieces = value.text.split(delimiter.text)
  const piece = pieces[Number(index?.value ?? 0)]
  if (piece !== undefined) return pieceOf(value, piece, delimiter)
  const message = `The replacement's source has ${String(pieces.length)} pieces and no index ${index?.text ?? '0'}.`
  throw new Refusal('invalid-field', index ?? delimiter, message)
}

function pieceOf(value: Scalar, text: string, { file, start, end }: Scalar): Scalar {
  const step = { what: 'replacements', was: value }
  return {
    kind: 'scalar',
    value: typeof value.value === 'string' ? text : value.value,
    text,
    file,
    start,
    end,
    step,
  }
}
