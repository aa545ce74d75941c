/**
 * `git`: wildmatch of gitignore(5). `go`: `filepath.Match`, which knows neither `!` nor named classes and refuses what
 * it cannot read.
 */
export type Dialect = 'git' | 'go'

/** First and last code unit, inclusive. */
export type UnitRange = readonly [number, number]

/** `[a-z]` as ranges; `end` is the offset of its `]`. */
export interface Bracket {
  readonly negated: boolean
  readonly ranges: readonly UnitRange[]
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
  readonly unit: number | undefined
  readonly ranges: readonly UnitRange[]
  /** Offset of the member's last character. */
  readonly end: number
}

/** The first member is taken whatever it is, so that `[]a]` holds `]`. */
function readGit(pattern: string, start: number): Members | undefined {
  const ranges: UnitRange[] = []
  let previous: number | undefined
  let at = start
  do {
    const member = readGitMember(pattern, at, previous)
    if (member === undefined) return undefined
    ranges.push(...member.ranges)
    previous = member.unit
    at = member.end + 1
  } while (pattern[at] !== ']')
  return { ranges, end: at }
}

function readGitMember(pattern: string, at: number, previous: number | undefined): Member | undefined {
  const character = pattern[at]
  const next = pattern[at + 1]
  if (character === '[' && next === ':') return readNamed(pattern, at)
  const isRange = character === '-' && previous !== undefined && next !== undefined && next !== ']'
  const first = isRange ? at + 1 : at
  const place = pattern[first] === '\\' ? first + 1 : first
  if (place >= pattern.length) return undefined
  const unit = pattern.charCodeAt(place)
  return isRange
    ? { unit: undefined, ranges: [[previous, unit]], end: place }
    : { unit, ranges: [[unit, unit]], end: place }
}

function readNamed(pattern: string, start: number): Member | undefined {
  const end = pattern.indexOf(']', start + 2)
  if (end < 0) return undefined
  const unit = pattern.charCodeAt(start)
  if (end === start + 2 || pattern[end - 1] !== ':') return { unit, ranges: [[unit, unit]], end: start }
  const named = NAMED.get(pattern.slice(start + 2, end - 1))
  if (named === undefined) return undefined
  return { unit: undefined, ranges: named.map(pair => [pair.charCodeAt(0), pair.charCodeAt(1)]), end }
}

function readGo(pattern: string, start: number): Members | undefined {
  const ranges: UnitRange[] = []
  let at = start
  while (pattern[at] !== ']' || ranges.length === 0) {
    const low = goMember(pattern, at)
    if (low === undefined) return undefined
    const isRange = pattern[low + 1] === '-'
    const high = isRange ? goMember(pattern, low + 2) : low
    if (high === undefined) return undefined
    ranges.push([pattern.charCodeAt(low), pattern.charCodeAt(high)])
    at = high + 1
  }
  return { ranges, end: at }
}

/** Offset of the character that a member stands for. */
function goMember(pattern: string, at: number): number | undefined {
  if (pattern[at] === '-' || pattern[at] === ']') return undefined
  const place = pattern[at] === '\\' ? at + 1 : at
  return place + 1 < pattern.length ? place : undefined
}
