import semver from 'semver'
import type { Cluster } from '../../model/fleet.ts'
import type { Pin } from './facts/fact.ts'
import { facts } from './facts/index.ts'

const pins = new WeakMap<Cluster, readonly Pin[]>()

/** Every version that a cluster's objects ask for. */
export function pinsOf(cluster: Cluster): readonly Pin[] {
  const known = pins.get(cluster)
  if (known !== undefined) return known
  const found = facts.flatMap(fact => [...fact.find(cluster)])
  pins.set(cluster, found)
  return found
}

const COMMIT = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/

/** Whether a version means one thing for ever: a whole version, a commit, a digest. */
export function isExact(version: string): boolean {
  return exactVersion(version) !== undefined || COMMIT.test(version) || version.includes('@sha256:')
}

/** `1.17.18` for `v1.17.18`, `=1.17.18` or `refs/tags/v1.17.18`; undefined for what is no whole version. */
export function exactVersion(version: string): string | undefined {
  const text = version
    .trim()
    .replace(/^refs\/tags\//, '')
    .replace(/^=\s*/, '')
  return semver.valid(text.replace(/^v/, '')) ?? undefined
}

/** A variable that nobody here can give a value to. */
export function isUnknown(version: string): boolean {
  return version.includes('${')
}
