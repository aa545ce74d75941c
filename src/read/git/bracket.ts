/**
 * `git`: wildmatch of gitignore(5). `go`: `filepath.Match`, which knows neither `!` nor named classes and refuses what
 * it cannot read.
 */
export type Dialect = 'git' | 'go'

/** First and last code point, inclusive. */
export type CodeRange = readonly [number, number]

/** `[a-z]` as ranges; `end` is the offset of its `]`. */
export interface Bracket {
  readonly negated: boolean
  readonly ranges: readonly CodeRange[]
  readonly end: number
}

const NAMED: ReadonlyMap<string, readonly string[]> = new Map([
  ['alnum', ['09', 'AZ', 'az']],
  ['alpha', ['AZ', 'az']],
  ['blank', ['  ', '\t\t']],
  ['cntrl', ['\0\u001f', '\u007f\u007f']],
  ['digit', ['09']],
  ['graph', ['!~']],
  ['lower', ['az']],
  ['print', [' ~']],
  ['punct', ['!/', ':@', '[`', '{~']],
  ['space', ['  ', '\t\n', '\r\r']],
  ['upper', ['AZ']],
  ['xdigit', ['09', 'AF', 'af']],
])

/** Reads a bracket expression whose `[` stands before `start`; undefined where it has no end or no meaning. */
export function readBracket(pattern: string, start: number, dialect: Dialect): Bracket | undefined {
  const sign = pattern[start]
  const negated = sign === '^' || (sign === '!' && dialect === 'git')
  const members = negated ? start + 1 : start
  const found = dialect === 'git' ? readGit(pattern, members) : readGo(pattern, members)
  return found === undefined ? undefined : { negated, ...found }
}

type Members = Omit<Bracket, 'negated'>

interface Member {
  /** Undefined after a range or a named class: no range can start with it. */
  readonly code: number | undefined
  readonly ranges: readonly CodeRange[]
  /** Offset behind the member. */
  readonly end: number
}

/** One character, `\\` before it taken away. */
interface Character {
  readonly code: number
  readonly end: number
}

function characterAt(pattern: string, at: number): Character | undefined {
  const place = pattern[at] === '\\' ? at + 1 : at
  const code = pattern.codePointAt(place)
  return code === undefined ? undefined : { code, end: place + (code > 0xffff ? 2 : 1) }
}

/** The first member is taken whatever it is, so that `[]a]` holds `]`. */
function readGit(pattern: string, start: number): Members | undefined {
  const ranges: CodeRange[] = []
  let previous: number | undefined
  let at = start
  do {
    const member = readGitMember(pattern, at, previous)
    if (member === undefined) return undefined
    ranges.push(...member.ranges)
    previous = member.code
    at = member.end
  } while (pattern[at] !== ']')
  return { ranges, end: at }
}

function readGitMember(pattern: string, at: number, previous: number | undefined): Member | undefined {
  const next = pattern[at + 1]
  if (pattern[at] === '[' && next === ':') return readNamed(pattern, at)
  const startsRange = pattern[at] === '-' && previous !== undefined && next !== undefined && next !== ']'
  const character = characterAt(pattern, startsRange ? at + 1 : at)
  if (character === undefined) return undefined
  const { code, end } = character
  return startsRange
    ? { code: undefined, ranges: [[previous, code]], end }
    : { code, ranges: [[code, code]], end }
}

function readNamed(pattern: string, start: number): Member | undefined {
  const end = pattern.indexOf(']', start + 2)
  if (end < 0) return undefined
  const code = pattern.charCodeAt(start)
  if (end === start + 2 || pattern[end - 1] !== ':') return { code, ranges: [[code, code]], end: start + 1 }
  const named = NAMED.get(pattern.slice(start + 2, end - 1))
  if (named === undefined) return undefined
  const ranges = named.map((pair): CodeRange => [pair.charCodeAt(0), pair.charCodeAt(1)])
  return { code: undefined, ranges, end: end + 1 }
}

function readGo(pattern: string, start: number): Members | undefined {
  const ranges: CodeRange[] = []
  let at = start
  while (pattern[at] !== ']' || ranges.length === 0) {
    const low = goMember(pattern, at)
    if (low === undefined) return undefined
    const high = pattern[low.end] === '-' ? goMember(pattern, low.end + 1) : low
    if (high === undefined) return undefined
    ranges.push([low.code, high.code])
    at = high.end
  }
  return { ranges, end: at }
}

/** Go refuses a bare `-` or `]` here, and an expression that ends behind a member. */
function goMember(pattern: string, at: number): Character | undefined {
  if (pattern[at] === '-' || pattern[at] === ']') return undefined
  const character = characterAt(pattern, at)
  return character !== undefined && character.end < pattern.length ? character : undefined
}
