import type { Finding, ViaStep } from '../model/finding.ts'
import { cropped } from './crop.ts'
import { printable } from './printable.ts'
import { buildPhrases, wayPhrases } from './way.ts'

const MAX_MESSAGE = 8_000
const MAX_WAY = 2_000

/** A step of the chain that stands in a file; `id` is how the message links to it. */
export interface Related {
  readonly id: number
  readonly label: string
  readonly location: NonNullable<ViaStep['location']>
}

/** The steps that can be linked to. */
export function relatedOf(via: readonly ViaStep[]): readonly Related[] {
  return via
    .flatMap(({ label, location }) => (location === undefined ? [] : [{ label, location }]))
    .map((step, index) => ({ ...step, id: index + 1 }))
}

/**
 * What GitHub shows beside the line: the message, the fix where it is not the rule's, and the chain, whose steps it
 * shows only where the message links to them (SARIF 2.1.0, 3.11.6).
 */
export function messageText(finding: Finding, ruleFix: string | undefined): string {
  const { message, fix, via, builds } = finding
  const lines = [escapeLinks(cropped(message, MAX_MESSAGE))]
  if (fix !== ruleFix) lines.push(escapeLinks(cropped(fix, MAX_MESSAGE)))
  const way = linkedWay(via)
  if (via.length > 0 && way.length <= MAX_WAY) lines.push(`Via ${way}.`)
  if (builds.length > 1) lines.push(escapeLinks(`Shows in ${buildPhrases(builds).join(' ')}.`))
  return lines.join('\n')
}

function linkedWay(via: readonly ViaStep[]): string {
  const phrases = wayPhrases(via)
  const ids = new Map(relatedOf(via).map(({ location, id }) => [location, id]))
  return via
    .map(({ label, location }, index) => {
      const text = escapeText(phrases[index] ?? printable(label))
      const id = location && ids.get(location)
      return id === undefined ? text : `[${text}](${String(id)})`
    })
    .join(' → ')
}

/** A text that holds no link is left as it is, so that it reads the same in every format. */
function escapeLinks(text: string): string {
  return text.includes('](') ? escapeText(text) : text
}

function escapeText(text: string): string {
  return text.replace(/[\\[\]]/g, '\\$&')
}
