import { compareText } from '../../../lib/order.ts'
import { repoPath } from '../../../model/location.ts'
import { mapping, type Node, scalar, sequence } from '../../../model/node.ts'
import { emitYaml } from '../../yaml/emit.ts'
import { CallGap, fixed, type FunctionTable, transparent, unknownMessage } from '../function.ts'
import { goBoolean, goFloat, goMap, goText, type GoValue, NIL } from '../value.ts'

/** Values as YAML, which ends with a line break, and as JSON. */
export const DOCUMENTS: FunctionTable = {
  toYaml: transparent(fixed(['any'], value => goText(emitYaml(nodeOf(value))))),
  mustToYaml: transparent(fixed(['any'], value => goText(emitYaml(nodeOf(value))))),
  toJson: transparent(fixed(['any'], value => goText(jsonOf(value, { isEscaped: true })))),
  mustToJson: transparent(fixed(['any'], value => goText(jsonOf(value, { isEscaped: true })))),
  toRawJson: transparent(fixed(['any'], value => goText(jsonOf(value, { isEscaped: false })))),
  mustToRawJson: transparent(fixed(['any'], value => goText(jsonOf(value, { isEscaped: false })))),
  fromJson: fixed(['text'], text => parsedJson(text)),
}

const NOWHERE = { file: { path: repoPath(''), text: '' }, start: 0, end: 0 }

function nodeOf(value: GoValue): Node {
  const at = value.at ?? NOWHERE
  switch (value.kind) {
    case 'text':
      return scalar(at, value.text)
    case 'integer':
    case 'float':
    case 'boolean':
      return scalar(at, value.value)
    case 'nil':
      return scalar(at, null)
    case 'list':
      return sequence(at, value.items.map(nodeOf))
    case 'map':
      return mapping(
        at,
        new Map(
          [...value.entries].map(([key, item]) => [key, { key: scalar(at, key), value: nodeOf(item) }]),
        ),
      )
    case 'unknown':
      throw new CallGap(unknownMessage(value))
    default:
      return value satisfies never
  }
}

const HTML: Readonly<Record<string, string>> = {
  '<': '\\u003c',
  '>': '\\u003e',
  '&': '\\u0026',
}

function jsonOf(value: GoValue, { isEscaped }: { readonly isEscaped: boolean }): string {
  const text = plainJson(value).replaceAll(/[\u2028\u2029]/g, character =>
    character === '\u2028' ? '\\u2028' : '\\u2029',
  )
  return isEscaped ? text.replaceAll(/[<>&]/g, character => HTML[character] ?? character) : text
}

function plainJson(value: GoValue): string {
  switch (value.kind) {
    case 'text':
      return JSON.stringify(value.text)
    case 'integer':
    case 'boolean':
      return String(value.value)
    case 'float':
      return jsonNumber(value.value)
    case 'nil':
      return 'null'
    case 'list':
      return `[${value.items.map(plainJson).join(',')}]`
    case 'map': {
      const sorted = [...value.entries].sort(([a], [b]) => compareText(a, b))
      return `{${sorted.map(([key, item]) => `${JSON.stringify(key)}:${plainJson(item)}`).join(',')}}`
    }
    case 'unknown':
      throw new CallGap(unknownMessage(value))
    default:
      return value satisfies never
  }
}

/** Go's exponents have no plus and no leading zero there, and begin at 1e21. */
function jsonNumber(value: number): string {
  if (!Number.isFinite(value)) throw new CallGap('such a number has no JSON')
  return JSON.stringify(value)
}

function parsedJson(text: string): GoValue {
  try {
    return fromPlain(JSON.parse(text))
  } catch {
    return NIL
  }
}

function fromPlain(value: unknown): GoValue {
  if (Array.isArray(value)) return { kind: 'list', items: value.map(fromPlain) }
  switch (typeof value) {
    case 'string':
      return goText(value)
    case 'number':
      return goFloat(value)
    case 'boolean':
      return goBoolean(value)
    default:
      return typeof value === 'object' && value !== null
        ? goMap(Object.entries(value).map(([key, item]) => [key, fromPlain(item)]))
        : NIL
  }
}
