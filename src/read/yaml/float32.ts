const MAX_DIGITS = 9

/** A number with the fewest digits that tell it apart among 32-bit floats, as Go writes it with `'g'`. */
export function formatFloat32(value: number): string {
  const single = Math.fround(value)
  let digits = 1
  while (digits < MAX_DIGITS && Math.fround(Number(single.toPrecision(digits))) !== single) digits++
  const shortest = Number(single.toPrecision(digits))
  const [mantissa = '', power = ''] = shortest.toExponential().split('e')
  const exponent = Number(power)
  if (exponent >= -4 && exponent < 6) return String(shortest)
  return `${mantissa}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`
}
