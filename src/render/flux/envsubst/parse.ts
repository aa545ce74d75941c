import { SubstitutionError } from './substitution-error.ts'

/** Text that stands for itself; `text` is what comes out of it. */
export interface TextPart {
  readonly kind: 'text'
  readonly text: string
  readonly start: number
  readonly end: number
}

/** `${…}`. `operator` is as it is written: `''` for the plain value, `:-`, `##`, `//`, …, and `length` for `${#name}`. */
export interface Expression {
  readonly kind: 'expression'
  readonly name: string
  readonly operator: string
  readonly arguments: readonly Part[]
  readonly start: number
  readonly end: number
}

export type Part = TextPart | Expression

const NAME = /[\p{L}\p{Nd}_]+/uy
const OPENING = '${'
const MAX_DEPTH = 200
const DEFAULT_SIGNS = '=-?+'

/**
 * Reads text with expressions as fluxcd/pkg/envsubst does (spec/flux.md 2.4): neither a shell nor `os.Expand`.
 * @throws SubstitutionError where Flux refuses the text.
 */
export function parseTemplate(text: string): readonly Part[] {
  return new Parser(text).template()
}

class Parser {
  private readonly text: string
  private at = 0
  private depth = 0
  /** Where the innermost open expression starts. */
  private opened = 0

  constructor(text: string) {
    this.text = text
  }

  template(): readonly Part[] {
    const parts: Part[] = []
    let start = 0
    for (;;) {
      const dollar = this.text.indexOf('$', this.at)
      const next = dollar < 0 ? undefined : this.text[dollar + 1]
      if (dollar < 0) break
      this.at = dollar + 2
      if (next !== '$' && next !== '{') {
        this.at = dollar + 1
        continue
      }
      this.pushText(parts, start, dollar)
      if (next === '{') parts.push(this.expression(dollar))
      else parts.push({ kind: 'text', text: '$', start: dollar, end: dollar + 2 })
      start = this.at
    }
    this.pushText(parts, start, this.text.length)
    return parts
  }

  private pushText(parts: Part[], start: number, end: number): void {
    if (end > start) parts.push({ kind: 'text', text: this.text.slice(start, end), start, end })
  }

  /** `this.at` stands behind the `${` at `start`. */
  private expression(start: number): Expression {
    const outer = this.opened
    this.opened = start
    this.depth++
    if (this.depth > MAX_DEPTH) throw this.failure('expressions are nested too deeply')
    const inner =
      this.peek() === '#' ? this.length() : this.operation(this.name('unable to parse variable name'))
    this.depth--
    this.opened = outer
    return { kind: 'expression', ...inner, start, end: this.at }
  }

  private length(): Operation {
    this.at++
    const name = this.name('bad substitution')
    this.close()
    return { name, operator: 'length', arguments: [] }
  }

  private name(message: string): string {
    NAME.lastIndex = this.at
    const name = NAME.exec(this.text)?.[0]
    if (name === undefined) throw this.failure(message)
    this.at += name.length
    return name
  }

  private operation(name: string): Operation {
    switch (this.peek()) {
      case '}':
        this.at++
        return { name, operator: '', arguments: [] }
      case ':':
        return this.isDefault() ? this.default(name, 2) : this.substring(name)
      case '=':
        return this.default(name, 1)
      case ',':
      case '^':
        return this.casing(name)
      case '/':
        return this.replacement(name)
      case '#':
      case '%':
        return this.trimming(name)
      default:
        throw this.failure('missing closing brace')
    }
  }

  private isDefault(): boolean {
    const sign = this.text[this.at + 1]
    return sign !== undefined && DEFAULT_SIGNS.includes(sign)
  }

  private default(name: string, width: number): Operation {
    const operator = this.take(width)
    const parts: Part[] = []
    while (this.peek() !== '}') parts.push(this.argument('}'))
    this.at++
    return { name, operator, arguments: parts }
  }

  private substring(name: string): Operation {
    const operator = this.take(1)
    // Flux's scanner loses its place where a character of several bytes, or nothing, follows the colon.
    if (!/^[\0-\x7f]/.test(this.text.charAt(this.at))) throw this.failure('bad substitution')
    const parts = [this.argument(':}')]
    if (this.peek() === ':') {
      this.skipRun(':')
      parts.push(this.argument('}'))
    }
    this.close()
    return { name, operator, arguments: parts }
  }

  private casing(name: string): Operation {
    const second = this.text[this.at + 1]
    const operator = this.take(second === ',' || second === '^' ? 2 : 1)
    this.close()
    return { name, operator, arguments: [] }
  }

  private trimming(name: string): Operation {
    const operator = this.take(this.text[this.at + 1] === this.peek() ? 2 : 1)
    const pattern = this.argument('}')
    this.close()
    return { name, operator, arguments: [pattern] }
  }

  private replacement(name: string): Operation {
    const second = this.text[this.at + 1]
    const operator = this.take(second === '/' || second === '#' || second === '%' ? 2 : 1)
    const parts = [this.escapedArgument('/')]
    if (this.peek() !== '/') throw this.failure('bad substitution')
    this.skipRun('/')
    if (this.peek() !== '}') parts.push(this.escapedArgument('}'))
    this.close()
    return { name, operator, arguments: parts }
  }

  /** One nested expression, or text of one character at least up to one of `stops`, `${` or the end. */
  private argument(stops: string): Part {
    const start = this.at
    if (this.startsExpression(start)) return this.nested()
    while (this.at < this.text.length && !this.stopsAt(this.at, stops)) this.at++
    if (this.at === start) throw this.failure('unable to parse substitution within function')
    return { kind: 'text', text: this.text.slice(start, this.at), start, end: this.at }
  }

  /** The same, with `$$`, `\\` and `\/` standing for their second character. */
  private escapedArgument(stop: string): Part {
    const start = this.at
    if (this.startsExpression(start)) return this.nested()
    let text = ''
    let from = start
    while (this.at < this.text.length && !this.stopsAt(this.at, stop)) {
      const isEscaped = this.isEscaped()
      if (isEscaped) {
        text += this.text.slice(from, this.at)
        from = this.at + 1
      }
      this.at += isEscaped ? 2 : 1
    }
    if (this.at === start) throw this.failure('unable to parse substitution within function')
    return { kind: 'text', text: text + this.text.slice(from, this.at), start, end: this.at }
  }

  private nested(): Expression {
    const start = this.at
    this.at += OPENING.length
    return this.expression(start)
  }

  private stopsAt(at: number, stops: string): boolean {
    return stops.includes(this.text.charAt(at)) || this.startsExpression(at)
  }

  private startsExpression(at: number): boolean {
    return this.text.startsWith(OPENING, at)
  }

  private isEscaped(): boolean {
    const next = this.text[this.at + 1]
    return this.peek() === '$' ? next === '$' : this.peek() === '\\' && (next === '/' || next === '\\')
  }

  private skipRun(character: string): void {
    while (this.peek() === character) this.at++
  }

  private close(): void {
    if (this.peek() !== '}') throw this.failure('bad substitution')
    this.at++
  }

  private take(width: number): string {
    this.at += width
    return this.text.slice(this.at - width, this.at)
  }

  private peek(): string | undefined {
    return this.text[this.at]
  }

  private failure(message: string): SubstitutionError {
    return new SubstitutionError(message, this.opened, Math.min(this.at + 1, this.text.length))
  }
}

type Operation = Pick<Expression, 'name' | 'operator' | 'arguments'>
