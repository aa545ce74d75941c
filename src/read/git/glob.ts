import { type Dialect, readBracket, type CodeRange } from './bracket.ts'

/**
 * Shell patterns for one part of a path, matched without backtracking into more than the last star: time is bounded by
 * pattern length times name length, whatever the repository writes.
 */
export interface Glob {
  matches(name: string): boolean
  /** Two stars or more and nothing else. */
  readonly isGlobstar: boolean
}

/** `*`: any text. */
export interface Star {
  readonly kind: 'star'
}

/** One code point: in one of the ranges, or in none of them. */
export interface One {
  readonly kind: 'one'
  readonly negated: boolean
  readonly ranges: readonly CodeRange[]
}

export type GlobToken = Star | One

const STAR: Star = { kind: 'star' }
const ANY: One = { kind: 'one', negated: true, ranges: [] }
const SLASH = 0x2f

/** One glob for each part between slashes; undefined where the pattern matches nothing. */
export function compileGlobs(pattern: string, dialect: Dialect): readonly Glob[] | undefined {
  const tokens = globTokens(pattern, dialect)
  if (tokens === undefined) return undefined
  const globs: Glob[] = []
  let part: GlobToken[] = []
  for (const token of tokens) {
    if (isSlash(token)) {
      globs.push(globOf(part))
      part = []
    } else part.push(token)
  }
  globs.push(globOf(part))
  return globs
}

/** The pattern's tokens; undefined where it is none. */
export function globTokens(pattern: string, dialect: Dialect): readonly GlobToken[] | undefined {
  const tokens: GlobToken[] = []
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
      const code = pattern.codePointAt(at)
      if (code === undefined) return undefined
      tokens.push({ kind: 'one', negated: false, ranges: [[code, code]] })
      at += width(code) - 1
    }
  }
  return tokens
}

export function accepts({ negated, ranges }: One, code: number): boolean {
  for (const [from, to] of ranges) if (code >= from && code <= to) return !negated
  return negated
}

function isSlash(token: GlobToken): boolean {
  return onlyCode(token) === SLASH
}

function globOf(tokens: readonly GlobToken[]): Glob {
  const isGlobstar = tokens.length > 1 && tokens.every(token => token === STAR)
  return { matches: matcherOf(tokens), isGlobstar }
}

function matcherOf(tokens: readonly GlobToken[]): Glob['matches'] {
  const [first, ...rest] = tokens
  const whole = literal(tokens)
  if (whole !== undefined) return name => name === whole
  const suffix = first === STAR ? literal(rest) : undefined
  if (suffix !== undefined) return name => name.endsWith(suffix)
  return name => matchesTokens(tokens, name)
}

/** The text that the tokens stand for, where they stand for one only. */
function literal(tokens: readonly GlobToken[]): string | undefined {
  let text = ''
  for (const token of tokens) {
    const code = onlyCode(token)
    if (code === undefined) return undefined
    text += String.fromCodePoint(code)
  }
  return text
}

function onlyCode(token: GlobToken): number | undefined {
  if (token.kind === 'star' || token.negated || token.ranges.length !== 1) return undefined
  const [from, to] = token.ranges[0] ?? [0, 1]
  return from === to ? from : undefined
}

function matchesTokens(tokens: readonly GlobToken[], name: string): boolean {
  let token = 0
  let afterStar = -1
  let resume = 0
  for (let at = 0; at < name.length;) {
    const current = tokens[token]
    const code = name.codePointAt(at) ?? 0
    if (current?.kind === 'star') {
      token++
      afterStar = token
      resume = at
    } else if (current !== undefined && accepts(current, code)) {
      token++
      at += width(code)
    } else if (afterStar >= 0) {
      token = afterStar
      resume++
      at = resume
    } else return false
  }
  while (tokens[token]?.kind === 'star') token++
  return token === tokens.length
}

function width(code: number): number {
  return code > 0xffff ? 2 : 1
}
