import { locate } from '../../../lib/locate.ts'
import type { Scalar } from '../../../model/node.ts'
import type { FleetRule } from '../../../model/rule.ts'
import type { Pin } from '../facts/fact.ts'
import { judgedPins } from '../judged.ts'
import { isOneVersion } from '../matrix.ts'
import { isInRange } from '../range.ts'

function message({ component, version }: Pin, environment: string, wanted: Scalar): string {
  const place = `${wanted.file.path}:${String(locate(wanted).line)}`
  return `\`${component}\` is ${version}, and \`${environment}\` is pinned to ${wanted.text} (${place}).`
}

export const otherPin: FleetRule = {
  id: 'versions/other-pin',
  scope: 'fleet',
  severity: 'error',
  summary: 'A cluster runs the versions that its environment is pinned to.',
  why: 'Clusters of one environment that drift apart no longer prove anything for each other.',
  fix: 'Use the version of the environment, or change the pin in the matrix for all of its clusters.',

  *check(fleet) {
    for (const judged of fleet.clusters.flatMap(cluster => judgedPins(fleet, cluster))) {
      const { pin, component, environment, wanted, verdict } = judged
      if (verdict !== 'not the pin' || environment === undefined || wanted === undefined) continue
      // Where the matrix itself has it wrong, that is the mistake, and told as such.
      if (!isOneVersion(wanted) || (component !== undefined && !isInRange(component, wanted.text))) continue
      const { build, resource } = pin.delivered
      yield {
        at: pin.at,
        message: message(pin, environment.name, wanted),
        build,
        trail: resource.trail,
        resource,
      }
    }
  },
}
