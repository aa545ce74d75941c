import { isTrueAt, itemsAt, valueAt } from '../../../lib/node.ts'
import { shortId } from '../../../model/resource.ts'
import type { Resource } from '../../../model/resource.ts'
import type { Origin } from '../../../model/location.ts'
import type { ResourceRule } from '../../../model/rule.ts'
import { specOf } from '../../../render/flux/spec.ts'

function besideWait(id: string): string {
  return `The \`healthChecks\` of \`${id}\` are not read next to \`wait: true\`.`
}

function withoutChecks(id: string): string {
  return `The \`healthCheckExprs\` of \`${id}\` are never evaluated: it has neither \`wait: true\` nor \`healthChecks\`.`
}

export const ignoredHealthCheck: ResourceRule = {
  id: 'flux/ignored-health-check',
  scope: 'resource',
  kinds: ['kustomize.toolkit.fluxcd.io/Kustomization'],
  severity: 'warning',
  summary: 'A Kustomization has no health checks that Flux does not read.',
  why:
    'With `wait: true` Flux checks what the Kustomization applies and nothing else, so that an object of another one is ' +
    'not waited for; and expressions only say how to check, not what.',
  fix: 'Keep either `wait: true` or `healthChecks`; with `healthCheckExprs`, one of both.',

  *check({ resource }) {
    const spec = specOf(resource)
    const checks = itemsAt(spec, 'healthChecks').length > 0
    const isWaiting = isTrueAt(spec, 'wait')
    if (isWaiting && checks) yield problem(resource, 'healthChecks')
    if (!isWaiting && !checks && itemsAt(spec, 'healthCheckExprs').length > 0)
      yield problem(resource, 'healthCheckExprs')
  },
}

type Field = 'healthChecks' | 'healthCheckExprs'

function problem(resource: Resource, field: Field): { at: Origin; message: string; resource: Resource } {
  const spec = specOf(resource)
  const at = spec?.entries.get(field)?.key ?? valueAt(spec, field) ?? resource.node
  const id = shortId(resource.id)
  return { at, message: field === 'healthChecks' ? besideWait(id) : withoutChecks(id), resource }
}
