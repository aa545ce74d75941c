import type { FleetRule } from '../../../model/rule.ts'
import { matrixDocuments } from '../matrix.ts'
import { wrongClusters, wrongComponents, wrongPins } from '../matrix-mistakes.ts'

export const invalidMatrix: FleetRule = {
  id: 'versions/invalid-matrix',
  scope: 'fleet',
  severity: 'error',
  summary:
    'The version matrix can be read: ranges are ranges, pins are versions of its components, clusters exist.',
  why: 'A range that cannot be read allows everything, and what names no component or no cluster holds nothing.',
  fix:
    'Write ranges as npm does (`1.15 - 1.18`, `2.x`, `>=1.30 <1.32`), pin components that are listed to whole ' +
    'versions, and name each cluster in one environment.',

  *check(fleet) {
    const documents = matrixDocuments(fleet)
    yield* wrongComponents(documents)
    yield* wrongPins(documents)
    yield* wrongClusters(documents, fleet.clusters)
  },
}
