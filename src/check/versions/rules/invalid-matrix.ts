import semver from 'semver'
import { mapAt, scalarAt } from '../../../lib/node.ts'
import type { Node } from '../../../model/node.ts'
import type { FleetRule, Problem } from '../../../model/rule.ts'
import { matrixDocuments } from '../matrix.ts'

function* wrongRanges(document: Node): Generator<Problem> {
  for (const { value } of mapAt(mapAt(document, 'spec'), 'components')?.entries.values() ?? []) {
    const range = scalarAt(value, 'range')
    if (range === undefined || semver.validRange(range.text) !== null) continue
    yield { at: range, message: `\`${range.text}\` is no range of versions.` }
  }
}

function* wrongPins(document: Node): Generator<Problem> {
  const spec = mapAt(document, 'spec')
  const components = mapAt(spec, 'components')
  for (const [environment, { value }] of mapAt(spec, 'environments')?.entries ?? []) {
    for (const [name, { key }] of mapAt(value, 'pins')?.entries ?? []) {
      if (components?.entries.has(name) === true) continue
      yield { at: key, message: `\`${environment}\` pins \`${name}\`, which is no component of the matrix.` }
    }
  }
}

export const invalidMatrix: FleetRule = {
  id: 'versions/invalid-matrix',
  scope: 'fleet',
  severity: 'error',
  summary: 'The version matrix can be read: ranges are ranges, and pins name components.',
  why: 'A range that cannot be read allows everything, and a pin with a misspelt name holds nothing.',
  fix: 'Write ranges as npm does (`1.15 - 1.18`, `2.x`, `>=1.30 <1.32`), and pin components that are listed.',

  *check(fleet) {
    for (const document of matrixDocuments(fleet)) {
      yield* wrongRanges(document)
      yield* wrongPins(document)
    }
  },
}
