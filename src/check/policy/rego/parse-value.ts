import { RegoObject, RegoSet, type Value } from './value.ts'

const TOKEN = /\s*(?:(set\(\))|([[\]{}:,])|("(?:[^"\\]|\\.)*")|(-?\d[\d.eE+-]*)|(null|true|false))/y
const LITERALS: ReadonlyMap<string, Value> = new Map<string, Value>([
  ['null', null],
  ['true', true],
  ['false', false],
])

/**
 * Reads a value as the runtime of OPA dumps it: JSON, and sets as `{1, 2}` or `set()`.
 * @throws Error where the text is no such value.
 */
export function parseValue(text: string): Value {
  const scanner = new Scanner(text)
  const value = scanner.value()
  if (!scanner.isDone()) throw new Error('The text goes on after a value of Rego.')
  return value
}

class Scanner {
  private readonly text: string
  private at = 0

  constructor(text: string) {
    this.text = text
  }

  isDone(): boolean {
    return this.text.slice(this.at).trim() === ''
  }

  value(): Value {
    const token = this.next()
    if (token === '[') return this.list(']')
    if (token === '{') return this.collection()
    if (token === 'set()') return new RegoSet([])
    if (token.startsWith('"')) return String(JSON.parse(token))
    const literal = LITERALS.get(token)
    return literal === undefined ? numberOf(token) : literal
  }

  private next(): string {
    TOKEN.lastIndex = this.at
    const found = TOKEN.exec(this.text)
    if (found === null) throw new Error(`No value of Rego stands at offset ${String(this.at)}.`)
    this.at = TOKEN.lastIndex
    return found[0].trimStart()
  }

  private peek(): string {
    const before = this.at
    const token = this.next()
    this.at = before
    return token
  }

  private list(end: string): Value[] {
    const items: Value[] = []
    if (this.peek() === end) {
      this.next()
      return items
    }
    do items.push(this.value())
    while (this.next() === ',')
    return items
  }

  /** `{}` is an object; what stands after the first value tells others apart. */
  private collection(): Value {
    if (this.peek() === '}') {
      this.next()
      return new RegoObject([])
    }
    const first = this.value()
    const separator = this.next()
    if (separator === '}') return new RegoSet([first])
    if (separator === ',') return new RegoSet([first, ...this.list('}')])
    const entries: [Value, Value][] = [[first, this.value()]]
    while (this.next() === ',') {
      const key = this.value()
      this.next()
      entries.push([key, this.value()])
    }
    return new RegoObject(entries)
  }
}

/** JSON's numbers; integers that a double cannot hold stay exact. */
function numberOf(text: string): number | bigint {
  const number = Number(text)
  return Number.isSafeInteger(number) || !/^-?\d+$/.test(text) ? number : BigInt(text)
}
