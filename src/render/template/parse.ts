import { lex, type Token } from './lex.ts'
import { PipelineParser } from './parse-pipeline.ts'
import type { BranchPart, Part, Template } from './syntax.ts'
import { TemplateError, TemplateGap } from './template-error.ts'
import { unquoted } from './literal.ts'

/** Blocks within blocks; more of them are a mistake or an attack. */
const MOST_NESTED = 200

/** What ends a list of parts: `else`, or `end`. */
interface Ending {
  readonly parts: readonly Part[]
  readonly by: 'else' | 'end'
}

/**
 * Reads a template as Go's text/template does.
 * @throws TemplateError where Go refuses it, TemplateGap where only we do.
 */
export function parseTemplate(text: string): Template {
  return new Parser(text).parse()
}

class Parser extends PipelineParser {
  private readonly text: string
  private readonly defined = new Map<string, readonly Part[]>()
  private rangeDepth = 0
  private depth = 0

  constructor(text: string) {
    super(lex(text))
    this.text = text
  }

  parse(): Template {
    const parts: Part[] = []
    while (this.peek().kind !== 'end') {
      if (this.isDefinition()) this.definition()
      else parts.push(this.topPart())
    }
    return { text: this.text, parts, defined: this.defined, named: this.named }
  }

  private topPart(): Part {
    const { start } = this.peek()
    const part = this.maybePart(() => undefined)
    if (part !== undefined) return part
    throw new TemplateError('`else` or `end` stands outside of a block', { start, end: this.lastEnd() })
  }

  private isDefinition(): boolean {
    return this.peek().kind === 'left' && this.wordBehindLeft() === 'define'
  }

  /** The keyword or name that an action begins with. */
  private wordBehindLeft(): string | undefined {
    const next = this.peekAt(this.peekAt(1).kind === 'space' ? 2 : 1)
    return next.kind === 'word' ? next.text : undefined
  }

  private definition(): void {
    this.next()
    this.nextNonSpace()
    const name = this.templateName()
    this.expectRight()
    this.define(name)
  }

  private define(name: string): void {
    const outer = { names: this.variables, range: this.rangeDepth }
    this.variables = ['$']
    this.rangeDepth = 0
    const { parts, by } = this.list()
    if (by === 'else') throw new TemplateError('`else` stands in a definition', this.peek())
    this.variables = outer.names
    this.rangeDepth = outer.range
    const isEmpty = parts.every(
      part => part.kind === 'text' && this.text.slice(part.start, part.end).trim() === '',
    )
    if (!isEmpty || !this.defined.has(name)) this.defined.set(name, parts)
  }

  private templateName(): string {
    const token = this.nextNonSpace()
    if (token.kind !== 'string' && token.kind !== 'raw') throw this.unexpected(token)
    return unquoted(token)
  }

  /** Parts up to `end` or `else`, which is consumed but for an `if` or `with` behind it. */
  private list(): Ending {
    const parts: Part[] = []
    if (++this.depth > MOST_NESTED) throw new TemplateGap('blocks are nested too deeply', this.peek())
    let ending: 'else' | 'end' | undefined
    const end = (word: 'else' | 'end'): void => {
      ending = word
    }
    for (;;) {
      if (this.peek().kind === 'end')
        throw new TemplateError('A block is not closed by `end`', this.lastAction())
      const part = this.maybePart(end)
      if (part !== undefined) parts.push(part)
      if (ending !== undefined) break
    }
    this.depth--
    return { parts, by: ending }
  }

  private maybePart(onEnd: (word: 'else' | 'end') => void): Part | undefined {
    const token = this.peek()
    if (token.kind === 'text') {
      this.next()
      return { kind: 'text', start: token.start, end: token.end }
    }
    const left = this.next()
    if (left.kind !== 'left') throw this.unexpected(left)
    const word = this.peekNonSpace()
    const keyword = word.kind === 'word' ? word.text : ''
    switch (keyword) {
      case 'if':
      case 'with':
      case 'range':
        this.nextNonSpace()
        return this.branch(keyword, left)
      case 'else':
      case 'end':
        this.nextNonSpace()
        this.closeList(keyword)
        onEnd(keyword)
        return undefined
      default:
        return this.simple(keyword, left)
    }
  }

  private simple(keyword: string, left: Token): Part {
    switch (keyword) {
      case 'break':
      case 'continue':
        this.nextNonSpace()
        this.expectRight()
        if (this.rangeDepth === 0)
          throw new TemplateError(`\`${keyword}\` stands outside of a \`range\``, left)
        return { kind: keyword, start: left.start, end: this.lastEnd() }
      case 'template':
      case 'block':
        this.nextNonSpace()
        return this.call(keyword, left)
      case 'define':
        throw new TemplateError('`define` stands within a block', left)
      default: {
        const pipe = this.pipeline('right', 1)
        return { kind: 'action', pipe, start: left.start, end: this.lastEnd() }
      }
    }
  }

  private closeList(keyword: 'else' | 'end'): void {
    const next = this.peekNonSpace()
    const isChained =
      keyword === 'else' && next.kind === 'word' && (next.text === 'if' || next.text === 'with')
    if (!isChained) this.expectRight()
  }

  private call(keyword: 'template' | 'block', left: Token): Part {
    const name = this.templateName()
    const hasValue = keyword === 'block' || this.peekNonSpace().kind !== 'right'
    const pipe = hasValue ? this.pipeline('right', 1) : undefined
    if (!hasValue) this.expectRight()
    const part = { kind: 'template', name, pipe, start: left.start, end: this.lastEnd() } as const
    if (keyword === 'block') this.define(name)
    return part
  }

  private branch(kind: BranchPart['kind'], left: Token): BranchPart {
    const known = this.variables
    const pipe = this.pipeline('right', kind === 'range' ? 2 : 1)
    const end = this.lastEnd()
    if (kind === 'range') this.rangeDepth++
    const { parts: body, by } = this.list()
    if (kind === 'range') this.rangeDepth--
    const otherwise = by === 'else' ? this.otherwise(kind, left) : []
    this.variables = known
    return { kind, pipe, body, otherwise, start: left.start, end }
  }

  private otherwise(kind: BranchPart['kind'], left: Token): readonly Part[] {
    const next = this.peekNonSpace()
    if (next.kind === 'word') {
      if (next.text !== kind || kind === 'range') throw this.unexpected(next)
      this.nextNonSpace()
      return [this.branch(kind, left)]
    }
    const { parts, by } = this.list()
    if (by === 'else') throw new TemplateError('A block has two `else`', left)
    return parts
  }

  private expectRight(): void {
    const token = this.nextNonSpace()
    if (token.kind !== 'right') throw this.unexpected(token)
  }
}
