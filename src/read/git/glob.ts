import { type Dialect, readBracket, type UnitRange } from './bracket.ts'

/**
 * Shell patterns for one part of a path, matched without backtracking into more than the last star: time is bounded by
 * pattern length times name length, whatever the repository writes.
 */
export interface Glob {
  matches(name: string): boolean
}

interface Star {
  readonly kind: 'star'
}

interface One {
  readonly kind: 'one'
  readonly negated: boolean
  readonly ranges: readonly UnitRange[]
}

interface Slash {
  readonly kind: 'slash'
}

type Token = Star | One | Slash

const STAR: Star = { kind: 'star' }
const ANY: One = { kind: 'one', negated: true, ranges: [] }
const SLASH: Slash = { kind: 'slash' }

/** One glob for each part between slashes; undefined where the pattern matches nothing. */
export function compileGlobs(pattern: string, dialect: Dialect): readonly Glob[] | undefined {
  const tokens = tokenize(pattern, dialect)
  if (tokens === undefined) return undefined
  const globs: Glob[] = []
  let part: (Star | One)[] = []
  for (const token of tokens) {
    if (token.kind === 'slash') {
      globs.push(globOf(part))
      part = []
    } else part.push(token)
  }
  globs.push(globOf(part))
  return globs
}

function globOf(tokens: readonly (Star | One)[]): Glob {
  const [first, ...rest] = tokens
  const whole = literal(tokens)
  if (whole !== undefined) return { matches: name => name === whole }
  const suffix = first === STAR ? literal(rest) : undefined
  if (suffix !== undefined) return { matches: name => name.endsWith(suffix) }
  return { matches: name => matchesTokens(tokens, name) }
}

/** The text that the tokens stand for, where they stand for one only. */
function literal(tokens: readonly (Star | One)[]): string | undefined {
  let text = ''
  for (const token of tokens) {
    if (token.kind === 'star' || token.negated || token.ranges.length !== 1) return undefined
    const [from, to] = token.ranges[0] ?? [0, 1]
    if (from !== to) return undefined
    text += String.fromCharCode(from)
  }
  return text
}

function matchesTokens(tokens: readonly (Star | One)[], name: string): boolean {
  let token = 0
  let afterStar = -1
  let resume = 0
  for (let at = 0; at < name.length;) {
    const current = tokens[token]
    if (current?.kind === 'star') {
      token++
      afterStar = token
      resume = at
    } else if (current !== undefined && accepts(current, name.charCodeAt(at))) {
      token++
      at++
    } else if (afterStar >= 0) {
      token = afterStar
      resume++
      at = resume
    } else return false
  }
  while (tokens[token]?.kind === 'star') token++
  return token === tokens.length
}

function accepts({ negated, ranges }: One, unit: number): boolean {
  for (const [from, to] of ranges) if (unit >= from && unit <= to) return !negated
  return negated
}

function tokenize(pattern: string, dialect: Dialect): readonly Token[] | undefined {
  const tokens: Token[] = []
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern.charAt(at)
    if (character === '*') tokens.push(STAR)
    else if (character === '?') tokens.push(ANY)
    else if (character === '[') {
      const found = readBracket(pattern, at + 1, dialect)
      if (found === undefined) return undefined
      tokens.push({ kind: 'one', negated: found.negated, ranges: found.ranges })
      at = found.end
    } else {
      if (character === '\\') at++
      if (at === pattern.length) return undefined
      tokens.push(pattern[at] === '/' ? SLASH : exactly(pattern.charCodeAt(at)))
    }
  }
  return tokens
}

function exactly(unit: number): One {
  return { kind: 'one', negated: false, ranges: [[unit, unit]] }
}
