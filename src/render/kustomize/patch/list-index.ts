const INTEGER = /^[-+]?\d+$/

/** An index as Go's `Atoi` reads it; a negative one counts from the end. Undefined where the list has no such place. */
export function indexIn(text: string, length: number): number | undefined {
  if (!INTEGER.test(text)) return undefined
  const given = Number(text)
  const index = given < 0 ? given + length : given
  return index >= 0 && index < length ? index : undefined
}
