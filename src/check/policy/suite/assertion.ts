import { RE2JS, RE2JSException } from 're2js'
import type { Assertion } from './suite.ts'

/** What does not hold of the messages; undefined where the assertion does. */
export function refutation(
  { violations, message }: Assertion,
  messages: readonly string[],
): string | undefined {
  const matching = message === undefined ? messages.length : countMatching(message, messages)
  if (typeof matching === 'string') return matching
  const wanted = wantedCount(violations)
  if (wanted === undefined) return `\`violations: ${violations}\` is neither a number nor \`yes\` or \`no\`.`
  if (wanted === 'some' ? matching > 0 : matching === wanted) return undefined
  const which = message === undefined ? '' : ` matching \`${message}\``
  const got =
    messages.length === 0 ? '' : ` The messages are: ${messages.map(text => `\`${text}\``).join(', ')}.`
  return `There are ${String(matching)} violations${which} where \`${violations}\` is expected.${got}`
}

function wantedCount(violations: string): number | 'some' | undefined {
  if (violations === 'yes' || violations === 'true') return 'some'
  if (violations === 'no' || violations === 'false') return 0
  return /^\d+$/.test(violations) ? Number(violations) : undefined
}

function countMatching(pattern: string, messages: readonly string[]): number | string {
  try {
    const compiled = RE2JS.compile(pattern)
    return messages.filter(message => compiled.matcher(message).find()).length
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error
    return `\`${pattern}\` is no regular expression.`
  }
}
