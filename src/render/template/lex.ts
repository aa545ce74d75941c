import { TemplateError, type TemplateRange } from './template-error.ts'

export type TokenKind =
  | 'text'
  | 'left'
  | 'right'
  | 'space'
  | 'assign'
  | 'declare'
  | 'pipe'
  | 'open'
  | 'close'
  | 'comma'
  | 'dot'
  | 'field'
  | 'variable'
  | 'word'
  | 'number'
  | 'string'
  | 'raw'
  | 'rune'
  | 'end'

/** `text` is the token as it is written; of a `text` without what its neighbours trim. */
export interface Token extends TemplateRange {
  readonly kind: TokenKind
  readonly text: string
}

const LEFT = '<<'
const RIGHT = '>>'
const SPACES = /[ \t\r\n]/
const NAME = /[\p{L}\p{Nd}_]*/uy
const NUMBER =
  /[+-]?(?:0[xX][0-9a-fA-F_]*(?:\.[0-9a-fA-F_]*)?(?:[pP][+-]?[0-9_]*)?|0[oO][0-7_]*|0[bB][01_]*|[0-9_]*(?:\.[0-9_]*)?(?:[eE][+-]?[0-9_]*)?)i?/y

interface LiteralToken {
  readonly kind: TokenKind
  readonly pattern: RegExp
  readonly message: string
}

/** By the character that they begin with. */
const LITERALS: Readonly<Record<string, LiteralToken>> = {
  '"': { kind: 'string', pattern: /"(?:\\[^\n]|[^"\\\n])*"/y, message: 'A text is not closed' },
  '`': { kind: 'raw', pattern: /`[^`]*`/y, message: 'A text is not closed' },
  "'": { kind: 'rune', pattern: /'(?:\\[^\n]|[^'\\\n])*'/y, message: 'A character is not closed' },
}

const SIGNS: Readonly<Record<string, TokenKind>> = {
  '=': 'assign',
  ':=': 'declare',
  '|': 'pipe',
  '(': 'open',
  ')': 'close',
  ',': 'comma',
}

/** Cuts a template into its tokens, as Go's text/template does with the delimiters `<<` and `>>`. */
export function lex(text: string): readonly Token[] {
  return [...new Lexer(text).tokens()]
}

class Lexer {
  private readonly text: string
  private at = 0
  private depth = 0

  constructor(text: string) {
    this.text = text
  }

  *tokens(): Generator<Token> {
    for (;;) {
      const left = this.text.indexOf(LEFT, this.at)
      if (left < 0) {
        if (this.at < this.text.length) yield this.token('text', this.at, this.text.length)
        yield this.token('end', this.text.length, this.text.length)
        return
      }
      yield* this.textBefore(left)
      this.at = left + LEFT.length
      const isTrimmed = this.isMarker(this.at)
      if (isTrimmed) this.at++
      if (this.text.startsWith('/*', isTrimmed ? this.at + 1 : this.at)) this.comment(left)
      else yield* this.action(left)
    }
  }

  private *textBefore(left: number): Generator<Token> {
    const isTrimmed = this.isMarker(left + LEFT.length)
    const whole = this.text.slice(this.at, left)
    const kept = isTrimmed ? whole.replace(/[ \t\r\n]+$/, '') : whole
    if (kept !== '') yield this.token('text', this.at, this.at + kept.length)
  }

  /** `- ` behind a left delimiter. */
  private isMarker(at: number): boolean {
    return this.text.charAt(at) === '-' && SPACES.test(this.text.charAt(at + 1))
  }

  private comment(left: number): void {
    const start = this.text.indexOf('/*', this.at)
    const end = this.text.indexOf('*/', start + 2)
    if (end < 0) throw this.error('A comment is not closed', left)
    this.at = end + 2
    if (!this.closes()) throw this.error('A comment ends before the closing delimiter', left)
    this.leave()
  }

  private *action(left: number): Generator<Token> {
    this.depth = 0
    yield this.token('left', left, this.at)
    while (!this.closes()) {
      if (this.at >= this.text.length) throw this.error('An action is not closed', left)
      yield this.inside()
    }
    if (this.depth > 0) throw this.error('A parenthesis is not closed', left)
    const start = this.at
    this.leave()
    yield { kind: 'right', start, end: start, text: '' }
  }

  /** Whether `>>` stands here, or ` ->>`. */
  private closes(): boolean {
    return this.text.startsWith(RIGHT, this.at) || this.trims()
  }

  private trims(): boolean {
    return SPACES.test(this.text.charAt(this.at)) && this.text.startsWith(`-${RIGHT}`, this.at + 1)
  }

  private leave(): void {
    const isTrimmed = this.trims()
    this.at += RIGHT.length + (isTrimmed ? 2 : 0)
    while (isTrimmed && SPACES.test(this.text.charAt(this.at))) this.at++
  }

  private inside(): Token {
    const start = this.at
    const character = this.text.charAt(start)
    if (SPACES.test(character)) return this.space()
    const sign = SIGNS[this.text.slice(start, start + 2)] ?? SIGNS[character]
    if (sign !== undefined) return this.sign(sign, sign === 'declare' ? 2 : 1)
    const literal = LITERALS[character]
    if (literal !== undefined) return this.matched(literal)
    if (character === '$') return this.named('variable')
    if (character === '.' && !/[0-9]/.test(this.text.charAt(start + 1))) return this.named('field')
    if (/[-+.0-9]/.test(character)) return this.number()
    return this.word()
  }

  private space(): Token {
    const start = this.at
    while (SPACES.test(this.text.charAt(this.at)) && !this.trims()) this.at++
    return this.token('space', start, this.at)
  }

  private sign(kind: TokenKind, length: number): Token {
    const start = this.at
    if (kind === 'open') this.depth++
    if (kind === 'close' && --this.depth < 0) throw this.error('A parenthesis is not opened', start)
    this.at += length
    return this.token(kind, start, this.at)
  }

  private matched({ kind, pattern, message }: LiteralToken): Token {
    const start = this.at
    const length = this.match(pattern, start)
    if (length === undefined) throw this.error(message, start)
    this.at = start + length
    return this.token(kind, start, this.at)
  }

  private named(kind: 'variable' | 'field'): Token {
    const start = this.at
    this.at = start + 1 + (this.match(NAME, start + 1) ?? 0)
    this.expectBreak()
    return this.token(kind === 'field' && this.at === start + 1 ? 'dot' : kind, start, this.at)
  }

  private number(): Token {
    const start = this.at
    this.at = start + (this.match(NUMBER, start) ?? 0)
    if (this.at === start || (this.match(NAME, this.at) ?? 0) > 0)
      throw this.error('A number cannot be read', start)
    return this.token('number', start, this.at)
  }

  private word(): Token {
    const start = this.at
    const length = this.match(NAME, start) ?? 0
    if (length === 0) throw this.error(`\`${this.text.charAt(start)}\` cannot stand in an action`, start)
    this.at = start + length
    this.expectBreak()
    return this.token('word', start, this.at)
  }

  private match(pattern: RegExp, at: number): number | undefined {
    const sticky = new RegExp(pattern.source, pattern.flags)
    sticky.lastIndex = at
    return sticky.exec(this.text)?.[0].length
  }

  /** A name ends at a space, a sign or the closing delimiter. */
  private expectBreak(): void {
    const next = this.text.charAt(this.at)
    if (next === '' || /[ \t\r\n.,|:()]/.test(next) || this.text.startsWith(RIGHT, this.at)) return
    throw this.error(`\`${next}\` cannot stand behind a name`, this.at)
  }

  private token(kind: TokenKind, start: number, end: number): Token {
    return { kind, start, end, text: this.text.slice(start, end) }
  }

  private error(message: string, start: number): TemplateError {
    const line = this.text.indexOf('\n', start)
    const limit = line < 0 ? this.text.length : line
    return new TemplateError(message, { start, end: Math.max(start, Math.min(limit, start + 40)) })
  }
}
