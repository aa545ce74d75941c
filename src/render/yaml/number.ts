const MAX_UINT64 = 2n ** 64n - 1n
const MIN_INT64 = -(2n ** 63n)

/**
 * A number as it looks after Go's JSON and go-yaml v2: whole numbers of 64 bits in digits, all others with the
 * shortest digits that tell them apart, and an exponent from 1e+21 (whole) or 1e+06 (broken) on.
 */
export function formatNumber(value: number): string {
  if (!Number.isFinite(value)) return special(value)
  if (Number.isSafeInteger(value)) return String(value)
  return Number.isInteger(value) && fits(value) ? String(value) : shortest(value)
}

function special(value: number): string {
  if (Number.isNaN(value)) return '.nan'
  return value > 0 ? '.inf' : '-.inf'
}

/** JSON writes whole numbers below 1e21 in digits, shortest first and then zeros; go-yaml reads those digits. */
function fits(value: number): boolean {
  if (Math.abs(value) >= 1e21) return false
  const digits = BigInt(String(value))
  return digits >= MIN_INT64 && digits <= MAX_UINT64
}

/** The shortest digits, with an exponent from 1e+06 on and below 1e-04, as Go prints a float. */
export function shortest(value: number): string {
  const [digits = '', power = ''] = value.toExponential().split('e')
  const exponent = Number(power)
  if (exponent >= -4 && exponent < 6) return String(value)
  const sign = exponent < 0 ? '-' : '+'
  return `${digits}e${sign}${String(Math.abs(exponent)).padStart(2, '0')}`
}
