const WIDTH = 80
const BREAK = /[\n\u2028\u2029]/
const LINES = /[^\n\u2028\u2029]*[\n\u2028\u2029]|[^\n\u2028\u2029]+/g

interface Folding {
  /** Where a folded line goes on. */
  readonly indent: number
  /** Keys stand on one line. */
  readonly isKey: boolean
}

/**
 * A page of block YAML as libyaml's emitter writes it: it knows its column, and whether only white space stands
 * before it on its line, which is what decides where a space or a line break goes.
 */
export class Page {
  private readonly parts: string[] = []
  private size = 0
  private column = 0
  private isAfterSpace = true
  private isIndention = true

  /** All that was written, in one piece: a text that grows bit by bit is slow to copy. */
  get text(): string {
    return this.parts.join('')
  }

  /** Characters that were written. */
  get length(): number {
    return this.size
  }

  /** Goes to column `indent` of a line that holds nothing but indention yet. */
  startLine(indent: number): void {
    const { column } = this
    if (!this.isIndention || column > indent || (column === indent && !this.isAfterSpace))
      this.breakLine('\n')
    if (this.column < indent) this.put(' '.repeat(indent - this.column))
    this.isAfterSpace = true
    this.isIndention = true
  }

  /** `-` or `?` or, after such a key, `:`; a nested block may start on the same line. */
  blockIndicator(indicator: string): void {
    this.space()
    this.put(indicator)
    this.isAfterSpace = false
  }

  /** The `:` of a key on one line. */
  colon(): void {
    this.put(':')
    this.endWord()
  }

  /** Whether a block that starts here starts on the line of its `-` or `?`. */
  get isAtIndention(): boolean {
    return this.isIndention
  }

  /** What stands on one line: plain scalars without spaces, empty collections. Gives where it starts. */
  word(text: string): number {
    this.space()
    const start = this.size
    this.put(text)
    this.endWord()
    return start
  }

  plain(text: string, folding: Folding): number {
    this.space()
    const start = this.size
    this.fold(text, folding, '')
    this.endWord()
    return start
  }

  quoted(quote: '"' | "'", text: string, folding: Folding): number {
    this.space()
    const start = this.size
    this.put(quote)
    if (BREAK.test(text)) this.broken(text, folding)
    else this.fold(text, folding, quote === '"' ? '\\' : '')
    this.put(quote)
    this.endWord()
    return start
  }

  literal(text: string, indent: number): number {
    this.space()
    const start = this.size
    this.put(`|${indentHint(text)}${chomping(text)}`)
    this.breakLine('\n')
    this.isAfterSpace = true
    this.isIndention = true
    for (const [line] of text.matchAll(LINES)) this.line(line, indent)
    return start
  }

  private line(line: string, indent: number): void {
    const isEnded = BREAK.test(line)
    const content = isEnded ? line.slice(0, -1) : line
    if (content !== '') {
      this.startLine(indent)
      this.put(content)
      this.isIndention = false
    }
    if (!isEnded) return
    this.breakLine(line.slice(-1))
    this.isIndention = true
  }

  /** Breaks at single spaces beyond column 80; `mark` goes before a space that would begin the next line. */
  private fold(text: string, { indent, isKey }: Folding, mark: string): void {
    if (isKey || this.column + text.length <= WIDTH) {
      this.put(text)
      return
    }
    let from = 0
    for (let at = text.indexOf(' ', 1); at >= 0 && at < text.length - 1; at = text.indexOf(' ', at + 1)) {
      if (this.column + at - from <= WIDTH || text.charAt(at - 1) === ' ') continue
      const isDouble = text.charAt(at + 1) === ' '
      if (isDouble && mark === '') continue
      this.put(text.slice(from, at))
      this.startLine(indent)
      if (isDouble) this.put(mark)
      this.isIndention = false
      from = at + 1
    }
    this.put(text.slice(from))
  }

  /** A single-quoted scalar with Unicode line breaks: they stand as they are, and the next line is indented. */
  private broken(text: string, folding: Folding): void {
    for (const [line] of text.matchAll(LINES)) {
      const isEnded = BREAK.test(line)
      if (this.isIndention && this.column === 0 && line.length > Number(isEnded))
        this.startLine(folding.indent)
      this.isIndention = false
      this.fold(isEnded ? line.slice(0, -1) : line, folding, '')
      if (!isEnded) continue
      this.breakLine(line.slice(-1))
      this.isIndention = true
    }
  }

  private space(): void {
    if (!this.isAfterSpace) this.put(' ')
  }

  private put(text: string): void {
    this.parts.push(text)
    this.size += text.length
    this.column += text.length
  }

  private breakLine(character: string): void {
    this.parts.push(character)
    this.size += character.length
    this.column = 0
  }

  private endWord(): void {
    this.isAfterSpace = false
    this.isIndention = false
  }
}

/** The first line of a block must show its indention where it begins with white space itself. */
function indentHint(text: string): string {
  return /^[ \n\u2028\u2029]/.test(text) ? '2' : ''
}

function chomping(text: string): string {
  if (!BREAK.test(text.slice(-1))) return '-'
  return text.length === 1 || BREAK.test(text.slice(-2, -1)) ? '+' : ''
}
