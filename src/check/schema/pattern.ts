import { RE2JS } from 're2js'

interface RegExpLike {
  test(text: string): boolean
  /** By this text Ajv knows one expression from another. */
  toString(): string
}

const compiled = new Map<string, RE2JS | undefined>()

/**
 * The regular expressions of Kubernetes are Go's, and those of a CRD in the repository are anyone's: both run on RE2. An
 * expression that does not compile is one that the API server refuses with its CRD; it tells nothing about values.
 */
export const patternTest: ((pattern: string) => RegExpLike) & { code: string } = Object.assign(
  (pattern: string): RegExpLike => ({
    test: text => expression(pattern)?.matcher(text).find() ?? true,
    toString: () => pattern,
  }),
  { code: 'patternTest' },
)

function expression(pattern: string): RE2JS | undefined {
  if (!compiled.has(pattern)) compiled.set(pattern, compile(pattern))
  return compiled.get(pattern)
}

function compile(pattern: string): RE2JS | undefined {
  try {
    return RE2JS.compile(pattern)
  } catch {
    return undefined
  }
}
