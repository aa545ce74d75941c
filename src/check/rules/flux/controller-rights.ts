import { type Resource, shortId } from '../../../model/resource.ts'
import type { ResourceRule } from '../../../model/rule.ts'
import { nameOrigin, specOf } from '../../../render/flux/spec.ts'

function message({ id }: Resource): string {
  return `\`${shortId(id)}\` names no service account, and is applied with the rights of its controller.`
}

export const controllerRights: ResourceRule = {
  id: 'flux/controller-rights',
  scope: 'resource',
  kinds: ['helm.toolkit.fluxcd.io/HelmRelease', 'kustomize.toolkit.fluxcd.io/Kustomization'],
  severity: 'off',
  summary: 'In a repository of many tenants, every Kustomization and HelmRelease names its service account.',
  why: 'Without one the controller acts with its own rights, which after a bootstrap are those of a cluster-admin.',
  fix: 'Set `serviceAccountName`, or run the controllers with `--default-service-account`.',

  *check({ resource, build }) {
    const isSaid = specOf(resource)?.entries.has('serviceAccountName') === true
    // What bootstrap writes is not asked.
    if (isSaid || build.owner === undefined || shortId(build.owner.id) === shortId(resource.id)) return
    yield { at: nameOrigin(resource), message: message(resource), resource, trail: resource.trail }
  },
}
