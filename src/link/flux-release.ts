import semver from 'semver'

/** The releases of Flux that are known here, the newest first (spec/flux.md 0.1). */
const KNOWN = ['2.9', '2.8', '2.7', '2.6', '2.5', '2.4', '2.3'] as const

/** `2.6`, `v2.6.1`, `2.6.x`: one minor release, known or not. */
const ONE_MINOR = /^v?(\d+\.\d+)(?:\.(?:[xX*]|\d+(?:[-+].*)?))?$/
const EXCLUSION = /!=\s*(\S+)/g

/** The Flux that a version or a range of versions asks for. */
export interface AskedRelease {
  /** `2.9`; undefined where no release that is known here satisfies the range. */
  readonly minor: string | undefined
}

/** Longer texts are no range that anybody means. */
const LONGEST = 256

/**
 * What the Flux Operator makes of `spec.distribution.version`: the highest release in the range. Undefined for what is
 * neither a version nor a range.
 */
export function askedRelease(text: string): AskedRelease | undefined {
  const asked = text.trim()
  const minor = ONE_MINOR.exec(asked)?.[1]
  if (minor !== undefined) return { minor }
  if (asked === '' || asked.length > LONGEST) return undefined
  const alternatives = asked.split('||').map(alternativeOf)
  if (!alternatives.every(isReadable)) return undefined
  return { minor: KNOWN.find(known => alternatives.some(alternative => allows(alternative, known))) }
}

interface Alternative {
  readonly range: string
  readonly excluded: readonly string[]
}

/** The operator's ranges may hold `,` for "and", and `!=`; those of the package hold neither. */
function alternativeOf(text: string): Alternative {
  const spaced = text.replaceAll(',', ' ')
  const excluded = [...spaced.matchAll(EXCLUSION)].map(([, version = '']) => version)
  return { range: spaced.replaceAll(EXCLUSION, '').trim(), excluded }
}

function isReadable({ range, excluded }: Alternative): boolean {
  return [range, ...excluded].every(text => semver.validRange(text) !== null)
}

function allows({ range, excluded }: Alternative, minor: string): boolean {
  const line = `~${minor}`
  return semver.intersects(range, line) && !excluded.some(version => semver.subset(line, version))
}
