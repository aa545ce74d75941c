import { itemsAt, scalarAt, valueAt, valueIn } from '../../../lib/node.ts'
import { shortId } from '../../../model/resource.ts'
import type { ResourceRule } from '../../../model/rule.ts'
import { specOf } from '../../../render/flux/spec.ts'

function message(id: string, path: string): string {
  return `\`${path}\` of \`${id}\` is set by \`valuesFrom\` and by \`values\`, and the inline value may win.`
}

export const shadowedValue: ResourceRule = {
  id: 'helm/shadowed-value',
  scope: 'resource',
  kinds: ['helm.toolkit.fluxcd.io/HelmRelease'],
  severity: 'warning',
  summary: 'What a `targetPath` sets is not set in `values`, too.',
  why:
    'Which of the two wins depends on how deep the path is and on what stands before it: at the top level the inline ' +
    'value always does, and before Flux 2.4 it did everywhere. A password is then the placeholder.',
  fix: 'Remove the key from `values`.',

  *check({ resource }) {
    const spec = specOf(resource)
    for (const item of itemsAt(spec, 'valuesFrom')) {
      const path = scalarAt(item, 'targetPath')
      // An index or an escaped dot leads to what is seldom written inline.
      if (path === undefined || /[\\[]/.test(path.text)) continue
      if (valueIn(valueAt(spec, 'values'), ...path.text.split('.')) === undefined) continue
      yield { at: path, message: message(shortId(resource.id), path.text), resource, trail: resource.trail }
    }
  },
}
