import { CallGap } from './function.ts'

const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** Go's runes. */
export function charactersOf(text: string): readonly string[] {
  return Array.from(text)
}

/** Go counts the bytes of a text. */
export function byteLength(text: string): number {
  return encoder.encode(text).length
}

/** The text from one byte to another; Go may cut a character in two, which no text here can hold. */
export function byteSlice(text: string, start: number, end?: number): string {
  try {
    return decoder.decode(encoder.encode(text).subarray(start, end))
  } catch {
    throw new CallGap('a text that is cut within a character is not evaluated')
  }
}

/** Go orders texts by their bytes, which is the order of their code points. */
export function compareBytes(a: string, b: string): number {
  const [first, second] = [charactersOf(a), charactersOf(b)]
  for (const [index, character] of first.entries()) {
    const other = second[index]
    if (other === undefined) return 1
    if (character !== other) return (character.codePointAt(0) ?? 0) - (other.codePointAt(0) ?? 0)
  }
  return first.length - second.length
}
