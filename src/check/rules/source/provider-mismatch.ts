import { scalarAt } from '../../../lib/node.ts'
import type { Scalar } from '../../../model/node.ts'
import { type Resource, shortId } from '../../../model/resource.ts'
import type { ResourceRule } from '../../../model/rule.ts'
import { specOf } from '../../../render/flux/spec.ts'

function message({ id }: Resource, provider: Scalar, url: Scalar): string {
  return `\`${shortId(id)}\` has the provider \`${provider.text}\`, and \`${url.text}\` is none of its registries.`
}

/** Hosts of the registries of each cloud. */
const HOSTS: Readonly<Record<string, RegExp>> = {
  aws: /(?:^|\.)(?:ecr|ecr-fips)(?:[.-][\w-]+)*\.(?:amazonaws|on)\.|(?:^|\.)public\.ecr\.aws$/,
  azure: /\.azurecr\.(?:io|cn|us)$/,
  gcp: /(?:^|\.)gcr\.io$|\.pkg\.dev$/,
}

export const providerMismatch: ResourceRule = {
  id: 'source/provider-mismatch',
  scope: 'resource',
  kinds: ['source.toolkit.fluxcd.io/HelmRepository', 'source.toolkit.fluxcd.io/OCIRepository'],
  severity: 'warning',
  summary: 'The provider of a source is that of its registry.',
  why: 'Flux asks the cloud that `provider` names for credentials; since Flux 2.6 it refuses a registry that is not of this cloud.',
  fix: 'Correct `provider`, or remove it for any other registry.',

  *check({ resource }) {
    const spec = specOf(resource)
    const [provider, url] = [scalarAt(spec, 'provider'), scalarAt(spec, 'url')]
    if (provider === undefined || url === undefined || url.text.includes('${')) return
    const hosts = url.text.startsWith('oci://') ? HOSTS[provider.text] : undefined
    const host = url.text.slice('oci://'.length).replace(/[:/].*$/, '')
    if (hosts === undefined || hosts.test(host)) return
    yield { at: provider, message: message(resource, provider, url), resource, trail: resource.trail }
  },
}
