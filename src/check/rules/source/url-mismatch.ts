import { scalarAt, textAt } from '../../../lib/node.ts'
import { shortId } from '../../../model/resource.ts'
import type { ResourceRule } from '../../../model/rule.ts'
import { specOf } from '../../../render/flux/spec.ts'

function message(id: string, url: string, isOci: boolean): string {
  const type = isOci ? 'has `type: oci`' : 'has no `type: oci`'
  return `\`${id}\` ${type}, and its URL \`${url}\` ${isOci ? 'is none of a registry' : 'is one of a registry'}.`
}

export const urlMismatch: ResourceRule = {
  id: 'source/url-mismatch',
  scope: 'resource',
  kinds: ['source.toolkit.fluxcd.io/HelmRepository'],
  severity: 'error',
  summary: 'A HelmRepository has `type: oci` if and only if its URL begins with `oci://`.',
  why: 'Flux asks an HTTP server for an index, or a registry for tags, and neither answers: no chart of it is found.',
  fix: 'Add or remove `type: oci`, or correct the URL.',

  *check({ resource }) {
    const spec = specOf(resource)
    const url = scalarAt(spec, 'url')
    if (url === undefined || url.text.startsWith('${')) return
    const isOci = textAt(spec, 'type') === 'oci'
    if (isOci === url.text.startsWith('oci://')) return
    yield {
      at: url,
      message: message(shortId(resource.id), url.text, isOci),
      resource,
      trail: resource.trail,
    }
  },
}
