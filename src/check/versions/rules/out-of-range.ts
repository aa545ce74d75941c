import type { FleetRule } from '../../../model/rule.ts'
import type { Pin } from '../facts/fact.ts'
import { judgedPins } from '../judged.ts'
import { type Component, matrixOf } from '../matrix.ts'
import { isInRange } from '../range.ts'

function message(
  { component, version }: Pick<Pin, 'component' | 'version'>,
  { range, reason }: Component,
): string {
  const because = reason === undefined ? '' : ` ${reason}`
  return `\`${component}\` ${version} is outside the fleet's range \`${range.text}\`.${because}`
}

export const outOfRange: FleetRule = {
  id: 'versions/out-of-range',
  scope: 'fleet',
  severity: 'error',
  summary: 'Every version lies in the range that the matrix allows.',
  why: 'The range is what was tested together; outside it, components refuse each other after the upgrade.',
  fix: 'Pin a version inside the range, or widen the range in the matrix once the combination is proven.',

  *check(fleet) {
    const matrix = matrixOf(fleet)
    if (matrix === undefined) return
    for (const { pins } of matrix.environments) {
      for (const [name, at] of pins) {
        const component = matrix.components.get(name)
        if (component === undefined || isInRange(component, at.text)) continue
        yield { at, message: message({ component: name, version: at.text }, component) }
      }
    }
    for (const { pin, component, verdict } of fleet.clusters.flatMap(cluster => judgedPins(fleet, cluster))) {
      if (verdict !== 'out of range' || component === undefined) continue
      const { build, resource } = pin.delivered
      yield { at: pin.at, message: message(pin, component), build, trail: resource.trail, resource }
    }
  },
}
