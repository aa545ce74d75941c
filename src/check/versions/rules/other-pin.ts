import { locate } from '../../../lib/locate.ts'
import type { Scalar } from '../../../model/node.ts'
import type { FleetRule } from '../../../model/rule.ts'
import type { Pin } from '../facts/fact.ts'
import { type Component, environmentOfCluster, matrixOf } from '../matrix.ts'
import { exactVersion, pinsOf } from '../pins.ts'
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
    const matrix = matrixOf(fleet)
    if (matrix === undefined) return
    for (const cluster of fleet.clusters) {
      const environment = environmentOfCluster(matrix, cluster)
      if (environment === undefined) continue
      for (const pin of pinsOf(cluster)) {
        const wanted = environment.pins.get(pin.component)
        if (wanted === undefined || !differ(pin, wanted, matrix.components.get(pin.component))) continue
        const { build, resource } = pin.delivered
        yield {
          at: pin.at,
          message: message(pin, environment.name, wanted),
          build,
          trail: resource.trail,
          resource,
        }
      }
    }
  },
}

/** Where one of the two is out of range, that is the mistake, and told as such. */
function differ({ version }: Pin, { text }: Scalar, component: Component | undefined): boolean {
  const exact = exactVersion(version)
  if (exact === undefined || exact === exactVersion(text)) return false
  return component === undefined || (isInRange(component, version) && isInRange(component, text))
}
