import type { Entry, Mapping, Node, Scalar, Sequence } from '../../../model/node.ts'
import { resolveScalar } from '../../../read/yaml/scalar.ts'
import { escapeDouble } from '../../yaml/escape.ts'
import { type ScalarType, scalarType } from './scalar-type.ts'
import { quoteAt } from './texts.ts'
import { styleOf } from '../../yaml/style.ts'

/**
 * A parsed text as YAML again, as go-yaml v3 writes what it has read: quotes, flow collections and comments stay,
 * blank lines go, lists stand at the column of their key.
 */
export function printYaml(root: Node): string {
  const printer = new Printer()
  printer.document(root)
  return printer.text
}

const STEP = '  '

class Printer {
  text = ''

  document(root: Node): void {
    if (isBlock(root)) this.block(root, '', false)
    else this.text += `${inline(root, '')}${lineComment(root)}\n`
  }

  /** A block whose first line stands behind a dash has had its comments above the dash. */
  private block(node: Mapping | Sequence, indent: string, isBehindDash: boolean): void {
    const children = node.kind === 'map' ? [...node.entries.values()] : node.items
    for (const [index, child] of children.entries()) {
      const place = 'key' in child ? child.key : child
      if (index > 0 || !isBehindDash) this.comments(place, indent)
      if ('key' in child) this.entry(child, indent)
      else this.item(child, indent)
    }
  }

  private item(item: Node, indent: string): void {
    this.text += `${indent}- `
    if (!isBlock(item)) {
      this.text += `${inline(item, indent)}${lineComment(item)}\n`
      return
    }
    const inner = indent + STEP
    const before = this.text.length
    this.block(item, inner, true)
    this.text = this.text.slice(0, before) + this.text.slice(before + inner.length)
  }

  private entry({ key, value }: Entry, indent: string): void {
    this.text += `${indent}${scalarText(key, indent)}:`
    if (!isBlock(value)) {
      this.text += ` ${inline(value, indent)}${lineComment(value)}\n`
      return
    }
    this.text += `${keyComment(key)}\n`
    this.block(value, value.kind === 'list' ? indent : indent + STEP, false)
  }

  /** Comment lines that stand right above the line of a key or an item. */
  private comments({ file: { text }, start }: Node, indent: string): void {
    const lines = text.slice(0, text.lastIndexOf('\n', start - 1) + 1).split('\n')
    lines.pop()
    const found: string[] = []
    for (let line = lines.pop(); line?.trimStart().startsWith('#') === true; line = lines.pop()) {
      found.unshift(`${indent}${line.trim()}\n`)
    }
    this.text += found.join('')
  }
}

function isBlock(node: Node): node is Mapping | Sequence {
  switch (node.kind) {
    case 'scalar':
      return false
    case 'map':
      return node.entries.size > 0 && sourceChar(node) !== '{'
    case 'list':
      return node.items.length > 0 && sourceChar(node) !== '['
    default:
      return node satisfies never
  }
}

function sourceChar({ file, start }: Node): string {
  return file.text.charAt(start)
}

/** What stands on one line, or is a block scalar. */
function inline(node: Node, indent: string): string {
  switch (node.kind) {
    case 'scalar':
      return scalarText(node, indent)
    case 'list':
      return `[${node.items.map(item => inline(item, indent)).join(', ')}]`
    case 'map':
      return `{${[...node.entries.values()].map(({ key, value }) => `${scalarText(key, indent)}: ${inline(value, indent)}`).join(', ')}}`
    default:
      return node satisfies never
  }
}

function scalarText(scalar: Scalar, indent: string): string {
  const style = styleChar(sourceOf(scalar))
  switch (style) {
    case '"':
      return `"${escapeDouble(scalar.text)}"`
    case "'":
      return `'${scalar.text.replaceAll("'", "''")}'`
    case '|':
    case '>':
      return blockText(scalar.text, { style, indent })
    default:
      return plainText(scalar, indent)
  }
}

/** How a scalar is written where it stands; plain where its place is only that of what made it. */
function styleChar(scalar: Scalar): string {
  if (scalar.step !== undefined) return ''
  const { file, start, end, text } = scalar
  const quote = quoteAt(scalar)
  if (quote !== '"' && quote !== "'") return quote
  const inner = file.text.slice(start + 1, end - 1)
  return inner === text || /\\|''|\n/.test(inner) ? quote : ''
}

/** The scalar whose quotes another one took over. */
function sourceOf(scalar: Scalar): Scalar {
  const was = scalar.step?.was
  return was?.kind === 'scalar' ? sourceOf(was) : scalar
}

function plainText(scalar: Scalar, indent: string): string {
  const { value, text } = scalar
  const tag = explicitTag(scalar)
  if (typeof value !== 'string' || tag !== '') return tag + text
  if (typeof resolveScalar(text, 'resource') !== 'string') return `"${escapeDouble(text)}"`
  const style = styleOf(text)
  if (style === 'single') return `'${text.replaceAll("'", "''")}'`
  if (style === 'literal') return blockText(text, { style: '|', indent })
  return style === 'double' && /[^ -~]| $|^ /.test(text) ? `"${escapeDouble(text)}"` : text
}

const TAGS: Readonly<Record<Exclude<ScalarType, 'text'>, string>> = {
  integer: '!!int',
  float: '!!float',
  boolean: '!!bool',
  null: '!!null',
}

/** The type of the value that stood here, where the new text is of another. */
function explicitTag(scalar: Scalar): string {
  const was = sourceOf(scalar)
  const type = scalarType(was)
  return was === scalar || type === 'text' || type === scalarType(scalar) ? '' : `${TAGS[type]} `
}

function blockText(text: string, { style, indent }: { style: string; indent: string }): string {
  if (text === '') return '""'
  const chomping = !text.endsWith('\n') ? '-' : /(?:^|\n)\n$/.test(text) ? '+' : ''
  const lines = text.replace(/\n$/, '').split('\n')
  const body = style === '>' ? lines.flatMap((line, index) => (index === 0 ? [line] : ['', line])) : lines
  return `${style}${chomping}\n${body.map(line => (line === '' ? '' : `${indent}${STEP}${line}`)).join('\n')}`
}

function lineComment(node: Node): string {
  const { file, end } = node.kind === 'scalar' ? sourceOf(node) : node
  const rest = /^[ \t]*(#.*)/.exec(file.text.slice(end, endOfLine(file.text, end)))
  return rest?.[1] === undefined ? '' : ` ${rest[1]}`
}

function keyComment({ file, end }: Scalar): string {
  const rest = /^:[ \t]+(#.*)/.exec(file.text.slice(end, endOfLine(file.text, end)))
  return rest?.[1] === undefined ? '' : ` ${rest[1]}`
}

function endOfLine(text: string, from: number): number {
  const found = text.indexOf('\n', from)
  return found < 0 ? text.length : found
}
