import type { Token, TokenKind } from './lex.ts'
import { numberOf, unquoted } from './literal.ts'
import type { Chain, Command, FunctionName, Literal, Operand, Pipeline } from './syntax.ts'
import { TemplateError, TemplateGap } from './template-error.ts'
import { goBoolean, goText } from './value.ts'

/** Parentheses within parentheses; more of them are a mistake or an attack. */
const MOST_NESTED = 200

/** What a command ends at. */
const ENDINGS: ReadonlySet<TokenKind> = new Set<TokenKind>(['pipe', 'right', 'close'])

/** Reads what stands between two delimiters. */
export class PipelineParser {
  /** Those in scope. */
  protected variables: readonly string[] = ['$']
  /** Every function that is named, called or not: Go refuses a template that names one it does not know. */
  protected readonly named: FunctionName[] = []
  private readonly tokens: readonly Token[]
  private index = 0
  private groups = 0

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens
  }

  protected peek(): Token {
    return this.peekAt(0)
  }

  protected peekAt(distance: number): Token {
    const last = this.tokens.length - 1
    return this.tokens[Math.min(this.index + distance, last)] ?? { kind: 'end', text: '', start: 0, end: 0 }
  }

  protected next(): Token {
    const token = this.peek()
    this.index++
    return token
  }

  protected peekNonSpace(): Token {
    while (this.peek().kind === 'space') this.index++
    return this.peek()
  }

  protected nextNonSpace(): Token {
    this.peekNonSpace()
    return this.next()
  }

  /** Where the action that was read last ends, its delimiter included. */
  protected lastEnd(): number {
    return (this.tokens[this.index - 1]?.end ?? 0) + '>>'.length
  }

  protected lastAction(): Token {
    return this.tokens.findLast(({ kind }) => kind === 'left') ?? this.peek()
  }

  protected unexpected(token: Token): TemplateError {
    const what = token.kind === 'right' ? 'The end of the action' : `\`${token.text}\``
    return new TemplateError(`${what} stands where it cannot be read`, token)
  }

  /** Up to `end`, which is consumed; `most` variables may be declared. */
  protected pipeline(end: TokenKind, most: 1 | 2): Pipeline {
    const { start } = this.peekNonSpace()
    const { names, isAssignment } = this.declaration(most)
    const commands: Command[] = []
    while (this.peekNonSpace().kind !== end) commands.push(this.command(commands.length))
    const last = this.next()
    if (commands.length === 0) throw new TemplateError('A value is missing', { start, end: last.end })
    return { names, isAssignment, commands, start, end: last.start }
  }

  private declaration(most: 1 | 2): Pick<Pipeline, 'names' | 'isAssignment'> {
    const from = this.index
    const names: string[] = []
    while (this.peekNonSpace().kind === 'variable') {
      names.push(this.next().text)
      const sign = this.peekNonSpace().kind
      if (sign === 'assign' || sign === 'declare') return this.declared(names, sign === 'assign')
      if (sign !== 'comma' || names.length === most) break
      this.next()
    }
    if (names.length > 1 || this.peekNonSpace().kind === 'comma') throw this.unexpected(this.peek())
    this.index = from
    return { names: [], isAssignment: false }
  }

  private declared(
    names: readonly string[],
    isAssignment: boolean,
  ): Pick<Pipeline, 'names' | 'isAssignment'> {
    this.next()
    this.variables = [...this.variables, ...names]
    return { names, isAssignment }
  }

  private command(position: number): Command {
    const operands = this.operands()
    const [head, ...args] = operands
    const token = this.peek()
    if (head === undefined || !ENDINGS.has(token.kind)) throw this.unexpected(token)
    if (token.kind === 'pipe') this.pipe()
    const isValue = head.kind === 'literal' || head.kind === 'dot' || head.kind === 'nil'
    if (position > 0 && isValue) throw new TemplateError('A value stands where a function must stand', head)
    return { head, args, start: head.start, end: operands.at(-1)?.end ?? head.end }
  }

  private operands(): readonly Operand[] {
    const operands: Operand[] = []
    for (;;) {
      this.peekNonSpace()
      const operand = this.operand()
      if (operand === undefined) return operands
      operands.push(operand)
      const next = this.peek()
      if (next.kind !== 'space' && !ENDINGS.has(next.kind)) throw this.unexpected(next)
    }
  }

  private pipe(): void {
    const token = this.next()
    if (ENDINGS.has(this.peekNonSpace().kind)) throw this.unexpected(token)
  }

  private operand(): Operand | undefined {
    const term = this.term()
    if (term === undefined || this.peek().kind !== 'field') return term
    const fields: string[] = []
    let { end } = term
    while (this.peek().kind === 'field') {
      const token = this.next()
      fields.push(token.text.slice(1))
      end = token.end
    }
    if (term.kind === 'chain') return { ...term, fields: [...term.fields, ...fields], end }
    if (term.kind === 'literal' || term.kind === 'nil' || term.kind === 'dot') {
      throw new TemplateError('A field stands behind a value that has none', { start: term.start, end })
    }
    return { kind: 'chain', of: term, fields, start: term.start, end }
  }

  private term(): Operand | undefined {
    const token = this.peek()
    const { start, end, text } = token
    switch (token.kind) {
      case 'word':
        this.next()
        return this.wordTerm(token)
      case 'dot':
        this.next()
        return { kind: 'dot', start, end }
      case 'field':
        this.next()
        return fieldOfDot(token)
      case 'variable':
        this.next()
        if (!this.variables.includes(text))
          throw new TemplateError(`The variable \`${text}\` is not declared`, token)
        return { kind: 'variable', name: text, start, end }
      case 'open':
        return this.group()
      default:
        return this.literal(token)
    }
  }

  private wordTerm({ text, start, end }: Token): Operand {
    if (text === 'nil') return { kind: 'nil', start, end }
    if (text === 'true' || text === 'false') return literal(goBoolean(text === 'true'), { start, end })
    const name = { kind: 'function', name: text, start, end } as const
    this.named.push(name)
    return name
  }

  private literal(token: Token): Literal | undefined {
    switch (token.kind) {
      case 'number':
      case 'rune':
        this.next()
        return { ...literal(numberOf(token), token), isNumber: true }
      case 'string':
      case 'raw':
        this.next()
        return literal(goText(unquoted(token)), token)
      default:
        return undefined
    }
  }

  private group(): Operand {
    const open = this.next()
    if (++this.groups > MOST_NESTED) throw new TemplateGap('parentheses are nested too deeply', open)
    const pipe = this.pipeline('close', 1)
    this.groups--
    return { kind: 'group', pipe, start: open.start, end: pipe.end + 1 }
  }
}

function literal(value: Literal['value'], { start, end }: { start: number; end: number }): Literal {
  return { kind: 'literal', value, isNumber: false, start, end }
}

function fieldOfDot({ text, start, end }: Token): Chain {
  return { kind: 'chain', of: { kind: 'dot', start, end: start }, fields: [text.slice(1)], start, end }
}
