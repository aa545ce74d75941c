import { scalarAt } from '../../../lib/node.ts'
import type { Scalar } from '../../../model/node.ts'
import { type Resource, shortId } from '../../../model/resource.ts'
import type { ResourceRule } from '../../../model/rule.ts'
import { specOf } from '../../../render/flux/spec.ts'

function message({ id }: Resource, { text }: Scalar): string {
  return `\`${shortId(id)}\` is looked at every \`${text}\`.`
}

export const shortInterval: ResourceRule = {
  id: 'source/short-interval',
  scope: 'resource',
  kinds: [
    'source.toolkit.fluxcd.io/Bucket',
    'source.toolkit.fluxcd.io/GitRepository',
    'source.toolkit.fluxcd.io/HelmRepository',
    'source.toolkit.fluxcd.io/OCIRepository',
  ],
  severity: 'off',
  summary: 'A source is looked at once a minute at most.',
  why: 'Every look costs the controller and the server, which may refuse more of them; a Receiver tells of a change at once.',
  fix: 'Set `interval` to `1m` or more.',

  *check({ resource }) {
    const interval = scalarAt(specOf(resource), 'interval')
    if (interval === undefined || secondsIn(interval.text) >= 60) return
    yield { at: interval, message: message(resource, interval), resource, trail: resource.trail }
  },
}

const SECONDS: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, h: 3600 }

/** Infinite for what is no duration; the schema tells of that. */
function secondsIn(duration: string): number {
  if (!/^(?:\d+(?:\.\d+)?(?:ms|s|m|h))+$/.test(duration)) return Infinity
  const parts = duration.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g)
  return [...parts].reduce((sum, [, count, unit = 's']) => sum + Number(count) * (SECONDS[unit] ?? 1), 0)
}
