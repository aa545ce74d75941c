import type { FleetRule } from '../../../model/rule.ts'
import type { Pin } from '../facts/fact.ts'
import { type Component, matrixOf } from '../matrix.ts'
import { isInRange, pinsOutOfRange } from '../range.ts'
import { pinsOf } from '../pins.ts'

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
    for (const { at, component, version } of pinsOutOfRange(matrix)) {
      yield { at, message: message({ component: component.name, version }, component) }
    }
    for (const cluster of fleet.clusters) {
      for (const pin of pinsOf(cluster)) {
        const component = matrix.components.get(pin.component)
        if (component === undefined || isInRange(component, pin.version)) continue
        const { build, resource } = pin.delivered
        yield { at: pin.at, message: message(pin, component), build, trail: resource.trail, resource }
      }
    }
  },
}
