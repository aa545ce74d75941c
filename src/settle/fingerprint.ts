import { createHash } from 'node:crypto'
import type { Finding } from '../model/finding.ts'
import type { Location } from '../model/location.ts'

/** A finding on its way. Its fingerprint is made of what does not move when lines do. */
export type Unmarked = Omit<Finding, 'fingerprint'>

/**
 * Names findings, in the order in which they come: 16 hex digits of a SHA-256 over rule, file, pointer and message.
 * The second of two that are equal in all of these (two documents of one file) gets an ordinal.
 */
export class Fingerprints {
  private readonly counts = new Map<string, number>()

  /** `file` is the path in the repository, so that `--report-prefix` changes no fingerprint. */
  mark(finding: Unmarked, file: Location['file']): string {
    const identity = [finding.rule, file, finding.location.pointer, finding.message].join('\0')
    const ordinal = this.counts.get(identity) ?? 0
    this.counts.set(identity, ordinal + 1)
    return digest(ordinal === 0 ? identity : `${identity}\0${String(ordinal)}`)
  }
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16)
}
