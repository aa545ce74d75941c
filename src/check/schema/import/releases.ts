import { compareText } from '../../../lib/order.ts'

/** `1.9` before `1.10`. */
export function compareReleases(a: string, b: string): number {
  return compareText(padded(a), padded(b))
}

function padded(release: string): string {
  return release.replace(/\d+/g, digits => digits.padStart(6, '0'))
}
