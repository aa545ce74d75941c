/** GitHub refuses a comment of more than 65 536 characters. */
const MAX_TEXT = 60_000
/** Diffs leave room for the names of what changes further down. */
const MAX_WITH_DIFFS = 45_000

/** Collects a text that stays below what a comment may have; says at its end what had no room. */
export class Budget {
  private readonly parts: string[] = []
  private readonly left = new Map<string, number>()
  private length = 0
  private end = ''
  private isSkipped = false

  /** Goes in whatever is there already: its size is bounded by whoever writes it. */
  always(text: string): void {
    this.parts.push(text)
    this.length += text.length
  }

  /** Begins a section, which ends with `end`; without room for it, its parts are left out. */
  open(start: string, end: string): void {
    this.isSkipped = !this.hasRoom(start.length + end.length)
    if (this.isSkipped) {
      this.leaveOut('a section')
      return
    }
    this.end = end
    this.always(start)
    // Counted from the start, so that there is always room for it.
    this.length += end.length
  }

  /** Goes in where there is room; `what` it is, with its article, is counted where there is none. */
  part(text: string, what: string): void {
    if (text === '') return
    if (!this.isSkipped && this.hasRoom(text.length)) this.always(text)
    else this.leaveOut(what)
  }

  diff(text: string): void {
    if (this.length + text.length <= MAX_WITH_DIFFS) this.part(text, 'a diff')
    else if (text !== '') this.leaveOut('a diff')
  }

  close(): void {
    if (!this.isSkipped) this.parts.push(this.end)
    this.isSkipped = false
  }

  /** `command` prints what was left out. */
  text(command: string): string {
    const note =
      this.left.size === 0
        ? ''
        : `\n> [!NOTE]\n> Cut to fit a comment: ${this.counts()} left out. Run \`${command.replaceAll('`', '')}\` to see all of it.\n`
    return `${this.parts.join('')}${note}`
  }

  private hasRoom(length: number): boolean {
    return this.length + length <= MAX_TEXT
  }

  private leaveOut(what: string): void {
    this.left.set(what, (this.left.get(what) ?? 0) + 1)
  }

  private counts(): string {
    return [...this.left].map(([what, count]) => phrase(what, count)).join(', ')
  }
}

const MANY: Readonly<Record<string, string>> = {
  'a diff': 'diffs',
  'a section': 'sections',
  'a Kustomization': 'Kustomizations',
  'an object': 'objects',
  'a list of what is affected': 'lists of what is affected',
}

function phrase(what: string, count: number): string {
  return count === 1 ? what : `${String(count)} ${MANY[what] ?? what}`
}
