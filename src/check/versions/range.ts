import semver from 'semver'
import type { Pin } from './facts/fact.ts'
import type { Component } from './matrix.ts'
import { exactVersion } from './pins.ts'

/** Whether a version may run; what is no whole version is judged by another rule. */
export function isInRange({ range }: Component, version: string): boolean {
  const exact = exactVersion(version)
  return exact === undefined || semver.satisfies(exact, range.text, { includePrerelease: true })
}

/** Whether what a cluster asks for may run; of a line of releases, whether one of them may. */
export function isAllowed(component: Component, { version, means }: Pick<Pin, 'version' | 'means'>): boolean {
  return means === 'release-line'
    ? semver.intersects(component.range.text, version)
    : isInRange(component, version)
}
