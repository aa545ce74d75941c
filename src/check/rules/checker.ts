import { unresolvedReferences } from '../../link/graph/unresolved.ts'
import type { Checker } from '../../model/checker.ts'
import { activeRules, runRules } from '../run.ts'
import { rules } from './index.ts'
import { templates } from './templates.ts'

/** The room of rules: what is wrong with the fleet as a whole and with how it is built. */
export const ruleChecker: Checker = {
  id: 'rules',
  check(fleet, severities) {
    const { raised, failures } = runRules(rules, fleet, severities)
    const gaps = [
      ...fleet.clusters.flatMap(cluster => unresolvedReferences(cluster, fleet)),
      ...templates(fleet),
    ]
    return Promise.resolve({ raised, gaps, failures, rules: activeRules(rules, severities), counts: {} })
  },
}
