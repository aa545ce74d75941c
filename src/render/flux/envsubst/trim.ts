import { accepts, type GlobToken, globTokens } from '../../../read/git/glob.ts'

const REPLACEMENT = 0xfffd

/** The value without the shortest start, of one byte at least, that the pattern matches; `*` and `?` match `/` too. */
export function trimShortest(value: string, pattern: string): string {
  for (const length of matchingStarts(value, pattern)) return without(value, length)
  return value
}

/** The value without the longest start that the pattern matches. */
export function trimLongest(value: string, pattern: string): string {
  let longest = 0
  for (const length of matchingStarts(value, pattern)) longest = length
  return longest === 0 ? value : without(value, longest)
}

function without(value: string, length: number): string {
  return Buffer.from(value).subarray(length).toString('utf8')
}

/**
 * Lengths in bytes of the starts of `value` that the pattern matches, ascending. All are found in one pass, with every
 * token at which the pattern can stand: trying each start by itself would take the square of the length.
 */
function* matchingStarts(value: string, pattern: string): Generator<number> {
  const tokens = globTokens(pattern, 'go')
  if (tokens === undefined) return
  let places = withStars(tokens, new Set([0]))
  let length = 0
  for (const character of value) {
    // A start may end within a character; Go sees each byte of it as a character of its own.
    let cut = places
    for (let byte = 1; byte < Buffer.byteLength(character); byte++) {
      cut = advance(tokens, cut, REPLACEMENT)
      if (cut.has(tokens.length)) yield length + byte
    }
    length += Buffer.byteLength(character)
    places = advance(tokens, places, character.codePointAt(0) ?? 0)
    if (places.has(tokens.length)) yield length
    if (places.size === 0) return
  }
}

type Places = ReadonlySet<number>

function advance(tokens: readonly GlobToken[], places: Places, code: number): Places {
  const next = new Set<number>()
  for (const place of places) {
    const token = tokens[place]
    if (token?.kind === 'star') next.add(place)
    else if (token !== undefined && accepts(token, code)) next.add(place + 1)
  }
  return withStars(tokens, next)
}

/** A star may stand for nothing. */
function withStars(tokens: readonly GlobToken[], places: Set<number>): Places {
  for (const place of places) if (tokens[place]?.kind === 'star') places.add(place + 1)
  return places
}
