/** Go prints with an exponent from here on where it prints the fewest digits. */
const SHORTEST_EXPONENT = 6
const SMALLEST_EXPONENT = -4

/**
 * A float that is not negative, as Go's `strconv` prints it with the verbs e, E, f, F, g and G; undefined for another.
 * Without a precision `g` prints the fewest digits that tell the number from others, the rest print six.
 */
export function formatFloat(value: number, verb: string, precision: number | undefined): string | undefined {
  switch (verb) {
    case 'e':
      return exponential(value, precision ?? 6)
    case 'E':
      return exponential(value, precision ?? 6).toUpperCase()
    case 'f':
    case 'F':
      return value.toFixed(Math.min(100, precision ?? 6))
    case 'g':
      return general(value, precision)
    case 'G':
      return general(value, precision).toUpperCase()
    default:
      return undefined
  }
}

function general(value: number, precision: number | undefined): string {
  const digits = precision === undefined ? undefined : Math.min(100, Math.max(1, precision))
  const scientific = digits === undefined ? value.toExponential() : value.toExponential(digits - 1)
  const exponent = Number(scientific.slice(scientific.indexOf('e') + 1))
  const limit = digits ?? SHORTEST_EXPONENT
  if (exponent < SMALLEST_EXPONENT || exponent >= limit) return goExponent(withoutZeros(scientific))
  return digits === undefined ? String(value) : String(Number(value.toPrecision(digits)))
}

function exponential(value: number, precision: number): string {
  return goExponent(value.toExponential(Math.min(100, precision)))
}

function withoutZeros(text: string): string {
  return text.replace(/\.?0+(?=e)/, '')
}

/** At least two digits stand in Go's exponent. */
function goExponent(text: string): string {
  return text.replace(/(?<=e[-+])(?=\d$)/, '0')
}
