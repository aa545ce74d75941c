import semver from 'semver'
import type { Scalar } from '../../model/node.ts'
import type { Component, Matrix } from './matrix.ts'
import { exactVersion } from './pins.ts'

/** Whether a version may run; what is no whole version is judged by another rule. */
export function isInRange({ range }: Component, version: string): boolean {
  const exact = exactVersion(version)
  return exact === undefined || semver.satisfies(exact, range.text, { includePrerelease: true })
}

export interface WrongPin {
  readonly at: Scalar
  readonly component: Component
  readonly version: string
}

/** The pins of environments that the matrix itself does not allow. */
export function* pinsOutOfRange({ components, environments }: Matrix): Generator<WrongPin> {
  for (const { pins } of environments) {
    for (const [name, at] of pins) {
      const component = components.get(name)
      if (component !== undefined && !isInRange(component, at.text)) {
        yield { at, component, version: at.text }
      }
    }
  }
}
