import semver from 'semver'
import { onceFor } from '../../lib/once-for.ts'
import type { Cluster } from '../../model/fleet.ts'
import type { Pin } from './facts/fact.ts'
import { facts } from './facts/index.ts'

/** Every version that a cluster's objects ask for. */
export const pinsOf: (cluster: Cluster) => readonly Pin[] = onceFor(cluster =>
  facts.flatMap(fact => [...fact.find(cluster)]),
)

const COMMIT = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/

/** Whether a version means one thing for ever: a whole version, a commit, a digest. */
export function isExact(version: string): boolean {
  return parsed(version) !== null || COMMIT.test(version) || version.includes('sha256:')
}

/** `1.17.18` for `v1.17.18`, `=1.17.18` or `refs/tags/v1.17.18`; undefined for what is no whole version. */
export function exactVersion(version: string): string | undefined {
  return parsed(version)?.version
}

/** Whether two texts mean one version. What only one of them says of its build is left open. */
export function isSameVersion(a: string, b: string): boolean {
  const [left, right] = [parsed(a), parsed(b)]
  if (left === null || right === null) return a === b
  const builds = [left.build, right.build].map(build => build.join('.'))
  return semver.eq(left, right) && (builds.includes('') || builds[0] === builds[1])
}

/** A tag of a registry has no `+`; Helm writes `_` there. What follows an `@` is a digest of the same thing. */
function parsed(version: string): semver.SemVer | null {
  const text = version
    .replace(/@sha256:.*$/s, '')
    .trim()
    .replace(/^refs\/tags\//, '')
    .replace(/^=\s*/, '')
    .replace('_', '+')
  return semver.parse(text.replace(/^v/, ''))
}
