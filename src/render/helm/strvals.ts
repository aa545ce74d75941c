import type { Origin } from '../../model/location.ts'
import { type Scalar, scalar, type ScalarValue } from '../../model/node.ts'
import { type Branch, branch, type Row, type Tree } from './tree.ts'

/** How the text of a value is read: as `helm --set`, as `--set-string`, or as it is. */
export type ValueMode = 'typed' | 'string' | 'literal'

/** Helm refuses the assignment, because of its path or of its value; the message is Helm's meaning. */
export class AssignmentError extends Error {
  override readonly name = 'AssignmentError'
  readonly part: 'path' | 'value'

  constructor(message: string, part: 'path' | 'value') {
    super(message)
    this.part = part
  }
}

const MAX_INDEX = 65_536

/**
 * Sets `path=value` in `tree`, in place, as Helm's `--set` does (spec/flux.md 5.4), and what the value sets behind its
 * commas. Returns how many values that were.
 * @throws AssignmentError where Helm refuses.
 */
export function assign(tree: Branch, assignment: Assignment): number {
  const { path, value, mode } = assignment
  const text = mode === 'literal' ? path : `${path}=${value.text}`
  return new Assigner(text, assignment).run(tree)
}

export interface Assignment {
  readonly path: string
  /** The text that is set, with the place that gives it. */
  readonly value: Scalar
  readonly mode: ValueMode
}

class Assigner {
  private readonly text: string
  private readonly assignment: Assignment
  private at = 0

  constructor(text: string, assignment: Assignment) {
    this.text = text
    this.assignment = assignment
  }

  run(tree: Branch): number {
    let count = 0
    do {
      this.key(tree)
      count++
    } while (this.at < this.text.length)
    return count
  }

  private get origin(): Origin {
    return this.assignment.value
  }

  private key(tree: Branch): void {
    const { text: name, stop } = this.until('=[,.')
    switch (stop) {
      case '=':
        this.set(tree, name, this.value())
        return
      case '[': {
        const old = tree.entries.get(name)?.value
        this.set(tree, name, this.item(this.rowFrom(old), this.index()))
        return
      }
      case '.': {
        const inner = this.branchFrom(tree.entries.get(name)?.value)
        this.set(tree, name, inner)
        this.key(inner)
        return
      }
      default:
        this.end(tree, name)
    }
  }

  /** The path ended without `=`: that is how a literal is set, and a mistake otherwise. */
  private end(tree: Branch, name: string): void {
    if (this.assignment.mode !== 'literal') throw this.refusal(`key "${name}" has no value`)
    this.set(tree, name, this.literal())
  }

  private item(row: Row, index: number): Row {
    const { stop } = this.until('=[,.', true)
    switch (stop) {
      case '=':
        return withItem(row, index, this.value())
      case '[':
        return withItem(row, index, this.item(this.rowFrom(row.items[index]), this.index()))
      case '.': {
        const old = row.items[index]
        const inner = old?.kind === 'branch' ? old : branch(this.origin)
        this.key(inner)
        return withItem(row, index, inner)
      }
      default:
        if (this.assignment.mode !== 'literal') throw this.refusal('key has no value')
        return withItem(row, index, this.literal())
    }
  }

  private index(): number {
    const { text, stop } = this.until(']')
    const index = /^\d+$/.test(text) ? Number(text) : -1
    if (stop !== ']' || index < 0) throw this.refusal(`error parsing index: \`${text}\``)
    if (index > MAX_INDEX) throw this.refusal(`index of ${text} is greater than ${String(MAX_INDEX)}`)
    return index
  }

  private value(): Tree {
    if (this.text[this.at] === '{') {
      this.at++
      return this.row()
    }
    return this.typed(this.until(',').text)
  }

  private row(): Row {
    const items: Tree[] = []
    for (;;) {
      const { text, stop } = this.until(',}')
      if (stop === undefined) throw this.refusal("list must terminate with '}'")
      if (stop === '}' && text === '' && items.length === 0) break
      items.push(this.typed(text))
      if (stop === '}') break
    }
    if (this.text[this.at] === ',') this.at++
    return { kind: 'row', at: this.origin, items }
  }

  private set(tree: Branch, name: string, value: Tree): void {
    if (name === '') return
    const old = tree.entries.get(name)
    tree.entries.set(name, { key: old?.key ?? scalar(this.origin, name), value })
  }

  private rowFrom(old: Tree | undefined): Row {
    if (old === undefined || isNothing(old)) return { kind: 'row', at: this.origin, items: [] }
    if (old.kind !== 'row') throw this.wrongContainer(old, '[]interface {}')
    return old
  }

  private branchFrom(old: Tree | undefined): Branch {
    if (old === undefined || isNothing(old)) return branch(this.origin)
    if (old.kind !== 'branch') throw this.wrongContainer(old, 'map[string]interface {}')
    return old
  }

  private literal(): Scalar {
    const { value } = this.assignment
    return { ...value, value: value.text }
  }

  private typed(text: string): Scalar {
    const { value, mode } = this.assignment
    const typedValue = mode === 'string' ? text : typedText(text)
    return { ...value, value: typedValue, text }
  }

  /** Reads up to one of `stops`, taking backslash escapes out; with `isEmpty` only a stop may follow. */
  private until(stops: string, isEmpty = false): { text: string; stop: string | undefined } {
    let text = ''
    while (this.at < this.text.length) {
      const character = this.text[this.at++] ?? ''
      if (stops.includes(character)) {
        if (isEmpty && text !== '') throw this.refusal(`unexpected \`${text}\` after an index`)
        return { text, stop: character }
      }
      if (character === '\\' && this.at < this.text.length) text += this.text[this.at++] ?? ''
      else text += character
    }
    return { text, stop: undefined }
  }

  private wrongContainer(old: Tree, wanted: string): AssignmentError {
    return this.refusal(
      `unable to parse key: interface conversion: interface {} is ${goType(old)}, not ${wanted}`,
    )
  }

  /** What is read decides who is to blame: behind the path and its `=` stands the value. */
  private refusal(message: string): AssignmentError {
    const { path, mode } = this.assignment
    const isPath = mode === 'literal' || this.at <= path.length + 1
    return new AssignmentError(message, isPath ? 'path' : 'value')
  }
}

function withItem(row: Row, index: number, value: Tree): Row {
  if (index < row.items.length) {
    row.items[index] = value
    return row
  }
  const items = [...row.items]
  while (items.length < index) items.push(undefined)
  items.push(value)
  return { ...row, items }
}

function isNothing(tree: Tree): boolean {
  return tree.kind === 'scalar' && tree.value === null
}

function goType(tree: Tree): string {
  if (tree.kind === 'branch') return 'map[string]interface {}'
  if (tree.kind === 'row') return '[]interface {}'
  const { value } = tree
  if (typeof value === 'string') return 'string'
  if (typeof value === 'boolean') return 'bool'
  return typeof value === 'bigint' || Number.isInteger(value) ? 'int64' : 'float64'
}

const MAX_INT64 = 2n ** 63n - 1n
const MIN_INT64 = -(2n ** 63n)

function typedText(text: string): ScalarValue {
  const lower = text.toLowerCase()
  if (lower === 'true') return true
  if (lower === 'false') return false
  if (lower === 'null') return null
  if (text === '0') return 0
  if (!/^[-+]?[1-9][0-9]*$/.test(text)) return text
  const big = BigInt(text)
  if (big > MAX_INT64 || big < MIN_INT64) return text
  return Number.isSafeInteger(Number(big)) ? Number(big) : big
}
