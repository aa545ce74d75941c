import type { Checker } from '../../model/checker.ts'
import type { Fleet } from '../../model/fleet.ts'
import type { Raised } from '../../model/raised.ts'
import type { RuleSummary } from '../../model/report.ts'
import type { Rule } from '../../model/rule.ts'
import { validateDocument } from '../../read/config/validate.ts'
import { activeRules, runRules } from '../run.ts'
import { judgedPins } from './judged.ts'
import { matrixDocuments, matrixOf } from './matrix.ts'
import { invalidMatrix } from './rules/invalid-matrix.ts'
import { notPinned } from './rules/not-pinned.ts'
import { otherPin } from './rules/other-pin.ts'
import { outOfRange } from './rules/out-of-range.ts'

/** Sorted by id. */
export const versionRules: readonly Rule[] = [invalidMatrix, notPinned, otherPin, outOfRange]

/** The room of versions: what the clusters ask for, held against the matrix. */
export const versionChecker: Checker = {
  id: 'versions',
  async check(fleet, severities) {
    const { raised, failures } = runRules(versionRules, fleet, severities)
    const rules = activeRules(versionRules, severities)
    return {
      raised: [...raised, ...(await misshapen(fleet, rules))],
      gaps: [],
      failures,
      rules,
      counts: matrixOf(fleet) === undefined ? {} : { pins: comparedPins(fleet) },
    }
  },
}

/** A version that the matrix says nothing of has been compared with nothing. */
function comparedPins(fleet: Fleet): number {
  return fleet.clusters
    .flatMap(cluster => judgedPins(fleet, cluster))
    .filter(({ component, verdict }) => component !== undefined && verdict !== 'unknown').length
}

/** What the schema of a matrix refuses. */
async function misshapen(fleet: Fleet, rules: readonly RuleSummary[]): Promise<readonly Raised[]> {
  const rule = rules.find(({ id }) => id === invalidMatrix.id)
  if (rule === undefined) return []
  const mistakes = await Promise.all(
    matrixDocuments(fleet).map(node => validateDocument(node, 'version-matrix')),
  )
  return mistakes.flat().map(problem => ({ rule, problem }))
}
