const LETTER = /^\p{L}$/u
const DIGIT = /^\p{Nd}$/u
const ZERO = 48

/**
 * The order in which go-yaml v2 prints keys: letters after everything else, and runs of digits by their number, so
 * that `a2` stands before `a10`.
 */
export function compareKeys(a: string, b: string): number {
  const length = Math.min(a.length, b.length)
  let at = 0
  while (at < length && a.charCodeAt(at) === b.charCodeAt(at)) at++
  if (at === length) return a.length - b.length
  // Half a surrogate pair may be equal; the character as a whole is compared.
  if (at > 0 && isLowSurrogate(a.charCodeAt(at)) && isLowSurrogate(b.charCodeAt(at))) at--
  return compareAt(a, b, at)
}

function compareAt(a: string, b: string, at: number): number {
  const left = codeAt(a, at)
  const right = codeAt(b, at)
  const isLeftLetter = isLetter(left)
  const isRightLetter = isLetter(right)
  if (isLeftLetter !== isRightLetter) return isRightLetter ? -1 : 1
  return (isLeftLetter ? 0 : compareRuns(a, b, at)) || left - right
}

function compareRuns(a: string, b: string, at: number): number {
  const isPlace = isWithinNumber(a, at) && (codeAt(a, at) === ZERO || codeAt(b, at) === ZERO)
  const left = digitRun(a, at, isPlace ? 1n : 0n)
  const right = digitRun(b, at, isPlace ? 1n : 0n)
  if (left.value !== right.value) return left.value < right.value ? -1 : 1
  return left.length - right.length
}

/** Whether digits that are not all zeros stand before `at`: then a zero there counts as a place, not as padding. */
function isWithinNumber(text: string, at: number): boolean {
  for (let before = at - 1; before >= 0 && isDigit(text.charCodeAt(before)); before--) {
    if (text.charCodeAt(before) !== ZERO) return true
  }
  return false
}

interface Run {
  readonly value: bigint
  readonly length: number
}

/** The number that starts at `at`; like Go's int64 it wraps around. */
function digitRun(text: string, at: number, start: bigint): Run {
  let value = start
  let length = 0
  for (const character of text.slice(at)) {
    const code = character.codePointAt(0) ?? 0
    if (!isDigit(code)) break
    value = BigInt.asIntN(64, value * 10n + BigInt(code - ZERO))
    length++
  }
  return { value, length }
}

function codeAt(text: string, at: number): number {
  return text.codePointAt(at) ?? 0
}

function isDigit(code: number): boolean {
  if (code < 128) return code >= ZERO && code <= 57
  return DIGIT.test(String.fromCodePoint(code))
}

function isLetter(code: number): boolean {
  if (code < 128) return (code >= 65 && code <= 90) || (code >= 97 && code <= 122)
  return LETTER.test(String.fromCodePoint(code))
}

function isLowSurrogate(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff
}
