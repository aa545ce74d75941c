import { RE2JS, RE2JSException } from 're2js'
import type { Value } from '../rego/value.ts'
import { type Builtins, LONGEST_TEXT } from './builtin.ts'

/** Regular expressions, on an engine that takes linear time as Go's does. `regex.match` itself is native. */
export const PATTERNS: Builtins = [
  [
    'regex.split',
    ([pattern, text]) => withPattern(pattern, text, (compiled, subject) => compiled.split(subject, -1)),
  ],
  [
    'regex.find_n',
    ([pattern, text, count]) =>
      typeof count === 'number'
        ? withPattern(pattern, text, (compiled, subject) => found(compiled, subject, count))
        : undefined,
  ],
  [
    'regex.replace',
    ([text, pattern, value]) =>
      typeof value === 'string'
        ? withPattern(pattern, text, (compiled, subject) => replaced(compiled, subject, value))
        : undefined,
  ],
  ['regex.template_match', templateMatch],
  [
    'glob.quote_meta',
    ([text]) => (typeof text === 'string' ? text.replace(/[*?\\[\]{}]/g, '\\$&') : undefined),
  ],
]

function withPattern<T>(
  pattern: Value | undefined,
  text: Value | undefined,
  use: (compiled: RE2JS, text: string) => T,
): T | undefined {
  if (typeof pattern !== 'string' || typeof text !== 'string') return undefined
  try {
    return use(RE2JS.compile(pattern), text)
  } catch (error) {
    if (error instanceof RE2JSException) return undefined
    throw error
  }
}

/** Negative: all of them. */
function found(compiled: RE2JS, text: string, count: number): readonly string[] {
  const matcher = compiled.matcher(text)
  const matches: string[] = []
  while (matches.length !== count && matcher.find()) matches.push(matcher.group() ?? '')
  return matches
}

/** `value` names groups as Go does: `$1`, `${name}`. */
function replaced(compiled: RE2JS, text: string, value: string): string | undefined {
  const matcher = compiled.matcher(text)
  const groups = compiled.namedGroups()
  let result = ''
  let from = 0
  while (matcher.find()) {
    result += text.slice(from, matcher.start())
    result += value.replace(/\$(?:\$|\{(\w+)\}|(\w+))/g, (_, braced?: string, bare?: string) => {
      const name = braced ?? bare
      if (name === undefined) return '$'
      const group = /^\d+$/.test(name) ? Number(name) : groups[name]
      return group === undefined || group > matcher.groupCount() ? '' : (matcher.group(group) ?? '')
    })
    from = matcher.end()
    if (result.length > LONGEST_TEXT) return undefined
  }
  return result + text.slice(from)
}

/** A text whose parts between two delimiters are patterns: `urn:foo:{.*}`. */
function templateMatch([template, text, start, end]: readonly Value[]): boolean | undefined {
  if (typeof template !== 'string' || typeof start !== 'string' || typeof end !== 'string') return undefined
  let pattern = ''
  let rest = template
  for (let at = rest.indexOf(start); at >= 0; at = rest.indexOf(start)) {
    const close = rest.indexOf(end, at)
    if (close < 0) return undefined
    pattern += `${RE2JS.quote(rest.slice(0, at))}(${rest.slice(at + start.length, close)})`
    rest = rest.slice(close + end.length)
  }
  const whole = `^${pattern}${RE2JS.quote(rest)}$`
  return withPattern(whole, text, (compiled, subject) => compiled.matcher(subject).find())
}
