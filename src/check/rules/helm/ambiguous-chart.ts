import { isNull, mapAt, valueAt } from '../../../lib/node.ts'
import { type Resource, shortId } from '../../../model/resource.ts'
import type { ResourceRule } from '../../../model/rule.ts'
import { nameOrigin, specOf } from '../../../render/flux/spec.ts'

function message({ id }: Resource, isBoth: boolean): string {
  return isBoth
    ? `\`${shortId(id)}\` has both a \`chart\` and a \`chartRef\`.`
    : `\`${shortId(id)}\` has neither a \`chart\` nor a \`chartRef\`.`
}

export const ambiguousChart: ResourceRule = {
  id: 'helm/ambiguous-chart',
  scope: 'resource',
  kinds: ['helm.toolkit.fluxcd.io/HelmRelease'],
  severity: 'error',
  summary: 'A HelmRelease has either a `chart` or a `chartRef`.',
  why: 'The API server refuses a HelmRelease with both or none (`either chart or chartRef must be set`), and with it all that its Kustomization applies.',
  fix: 'Keep the one that is meant; a patch removes the other with `chart: null`.',

  *check({ resource, build }) {
    // The first versions of the API have no `chartRef`, and a directory alone may lack what a patch gives.
    const isOld = resource.id.version === 'v2beta1'
    if (isOld || build.owner === undefined) return
    const spec = specOf(resource)
    const isChart = mapAt(spec, 'chart') !== undefined
    const isReference = !isNull(valueAt(spec, 'chartRef'))
    if (isChart !== isReference) return
    const at = (isChart ? spec?.entries.get('chartRef')?.key : undefined) ?? nameOrigin(resource)
    yield { at, message: message(resource, isChart), resource, trail: resource.trail }
  },
}
