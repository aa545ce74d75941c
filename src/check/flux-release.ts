/** The newest Flux that is known here; what holds of a cluster of which nobody says which Flux it runs. */
export const NEWEST_FLUX = '2.9'

/** Whether one `major.minor` is another or comes after it. */
export function isAtLeast(version: string, least: string): boolean {
  const [[major = 0, minor = 0], [leastMajor = 0, leastMinor = 0]] = [numbers(version), numbers(least)]
  return major === leastMajor ? minor >= leastMinor : major > leastMajor
}

function numbers(version: string): readonly number[] {
  return version.split('.').map(Number)
}
