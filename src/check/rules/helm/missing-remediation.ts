import { valueIn } from '../../../lib/node.ts'
import { type Resource, shortId } from '../../../model/resource.ts'
import type { ResourceRule } from '../../../model/rule.ts'
import { nameOrigin, specOf } from '../../../render/flux/spec.ts'

function message({ id }: Resource, actions: readonly string[]): string {
  return `\`${shortId(id)}\` does not try again when ${actions.join(' or ')} fails.`
}

const ACTIONS = { install: 'its installation', upgrade: 'an upgrade' } as const

export const missingRemediation: ResourceRule = {
  id: 'helm/missing-remediation',
  scope: 'resource',
  kinds: ['helm.toolkit.fluxcd.io/HelmRelease'],
  severity: 'off',
  summary: 'A HelmRelease says what happens when its installation or an upgrade fails.',
  why: 'Without `remediation` and `strategy` one failure ends it: the release stays failed until somebody changes something.',
  fix: 'Set `install.remediation.retries` and `upgrade.remediation.retries`, or `strategy.name: RetryOnFailure`.',

  *check({ resource }) {
    const spec = specOf(resource)
    const silent = Object.entries(ACTIONS).filter(
      ([action]) =>
        valueIn(spec, action, 'remediation', 'retries') === undefined &&
        valueIn(spec, action, 'strategy') === undefined,
    )
    if (silent.length === 0) return
    const text = message(
      resource,
      silent.map(([, noun]) => noun),
    )
    yield { at: nameOrigin(resource), message: text, resource, trail: resource.trail }
  },
}
