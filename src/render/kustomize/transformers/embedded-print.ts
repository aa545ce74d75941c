import { compareText } from '../../../lib/order.ts'
import type { Node, Scalar } from '../../../model/node.ts'
import { printYaml } from './embedded-yaml.ts'

/** A changed value as text again: JSON where the original was, with line breaks if that had some; else YAML. */
export function printEmbedded(original: string, node: Node): string | undefined {
  const first = original.trimStart().charAt(0)
  if (first !== '{' && first !== '[') return printYaml(node).trim()
  if (!isJson(node)) return undefined
  return printJson(node, original.includes('\n') && original.includes('  ') ? '\n' : '')
}

/** Whether every value has kept its type: what was a number must be one. */
function isJson(node: Node): boolean {
  switch (node.kind) {
    case 'scalar':
      return hasKeptType(node)
    case 'list':
      return node.items.every(isJson)
    case 'map':
      return [...node.entries.values()].every(({ value }) => isJson(value))
    default:
      return node satisfies never
  }
}

function hasKeptType({ value, step }: Scalar): boolean {
  const was = step?.was
  if (was?.kind !== 'scalar' || typeof was.value === 'string') return true
  const isNumber = typeof was.value === 'number' || typeof was.value === 'bigint'
  return isNumber ? typeof value === 'number' || typeof value === 'bigint' : typeof value === typeof was.value
}

/** JSON as Go prints it, keys sorted; `line` is what a line begins with, empty for JSON on one line. */
function printJson(node: Node, line: string): string {
  const inner = line === '' ? '' : `${line}  `
  switch (node.kind) {
    case 'scalar':
      return scalarJson(node)
    case 'list': {
      if (node.items.length === 0) return '[]'
      return `[${inner}${node.items.map(item => printJson(item, inner)).join(`,${inner}`)}${line}]`
    }
    case 'map': {
      if (node.entries.size === 0) return '{}'
      const colon = line === '' ? ':' : ': '
      const members = [...node.entries]
        .sort(([a], [b]) => compareText(a, b))
        .map(([key, { value }]) => `${stringJson(key)}${colon}${printJson(value, inner)}`)
      return `{${inner}${members.join(`,${inner}`)}${line}}`
    }
    default:
      return node satisfies never
  }
}

function scalarJson({ value, text, step }: Scalar): string {
  if (typeof value === 'string') return stringJson(value)
  // An empty text that was put there is no null: in a flow collection go-yaml gives it quotes.
  if (value === null && text === '' && step !== undefined) return '""'
  return typeof value === 'number' ? numberJson(value) : String(value)
}

function numberJson(value: number): string {
  return String(value).replace(/e([-+])(\d)$/, 'e$10$2')
}

const ESCAPED = /[<>&\u2028\u2029\x08\f]/g

function stringJson(text: string): string {
  return JSON.stringify(text)
    .replaceAll(/\\[bf]/g, short => (short === '\\b' ? '\\b' : '\\f'))
    .replaceAll(ESCAPED, character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
