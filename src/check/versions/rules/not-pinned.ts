import type { FleetRule } from '../../../model/rule.ts'
import type { Pin } from '../facts/fact.ts'
import { judgedPins } from '../judged.ts'
import { matrixOf } from '../matrix.ts'

const message = ({ component, version }: Pin): string =>
  version === ''
    ? `\`${component}\` has no version, so the newest one is taken.`
    : `\`${component}\` asks for \`${version}\`, which is not one version.`

export const notPinned: FleetRule = {
  id: 'versions/not-pinned',
  scope: 'fleet',
  severity: 'error',
  summary: 'In a fleet with a version matrix, every chart, source and distribution asks for one version.',
  why: 'A range, a branch or `latest` changes a cluster without a commit, and no revert brings the old state back.',
  fix: 'Write the whole version: `1.17.18` instead of `1.17.x`, a tag or commit instead of a branch.',

  *check(fleet) {
    if (matrixOf(fleet) === undefined) return
    for (const { pin, verdict } of fleet.clusters.flatMap(cluster => judgedPins(fleet, cluster))) {
      if (verdict !== 'not pinned') continue
      const { build, resource } = pin.delivered
      yield { at: pin.at, message: message(pin), build, trail: resource.trail, resource }
    }
  },
}
