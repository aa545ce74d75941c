import { isTrueAt, scalarAt } from '../../../lib/node.ts'
import type { Origin } from '../../../model/location.ts'
import type { Mapping } from '../../../model/node.ts'
import { type Resource, shortId } from '../../../model/resource.ts'
import type { ResourceRule } from '../../../model/rule.ts'
import { specOf } from '../../../render/flux/spec.ts'

function message({ id }: Resource): string {
  return `\`${shortId(id)}\` is fetched without encryption.`
}

export const plainTransport: ResourceRule = {
  id: 'source/plain-transport',
  scope: 'resource',
  kinds: [
    'source.toolkit.fluxcd.io/Bucket',
    'source.toolkit.fluxcd.io/GitRepository',
    'source.toolkit.fluxcd.io/HelmRepository',
    'source.toolkit.fluxcd.io/OCIRepository',
  ],
  severity: 'info',
  summary: 'A source outside the cluster is fetched over an encrypted connection.',
  why: 'Whoever sits on the way can change what the cluster runs, and reads the credentials.',
  fix: 'Write `https://`, and remove `insecure`.',

  *check({ resource }) {
    const spec = specOf(resource)
    const at = spec === undefined ? undefined : plainPart(spec)
    if (at !== undefined) yield { at, message: message(resource), resource, trail: resource.trail }
  },
}

function plainPart(spec: Mapping): Origin | undefined {
  const address = scalarAt(spec, 'url') ?? scalarAt(spec, 'endpoint')
  if (address === undefined || isInside(address.text)) return undefined
  if (isTrueAt(spec, 'insecure')) return scalarAt(spec, 'insecure')
  return address.text.startsWith('http://') ? address : undefined
}

/** A host of the cluster, of the machine, or one without a domain. */
function isInside(address: string): boolean {
  const host = address.replace(/^[a-z]+:\/\//, '').replace(/[:/].*$/, '')
  return !host.includes('.') || /\.(?:svc|svc\.[\w.-]+|local)$|^127\./.test(host)
}
