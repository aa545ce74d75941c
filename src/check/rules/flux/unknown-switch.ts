import { mapAt } from '../../../lib/node.ts'
import { nearest } from '../../../lib/nearest.ts'
import type { Mapping, Scalar } from '../../../model/node.ts'
import { type Resource, shortId } from '../../../model/resource.ts'
import type { BuildRule, Problem } from '../../../model/rule.ts'
import { KUSTOMIZE_GROUP } from '../../../render/flux/spec.ts'

const PREFIX = `${KUSTOMIZE_GROUP}/`

/** What each switch knows (spec/flux.md 1.8); of others, what says that it is not to be thrown. */
const SWITCHES: ReadonlyMap<string, readonly string[]> = new Map([
  ['reconcile', ['disabled', 'enabled']],
  ['ssa', ['ignore', 'ifnotpresent', 'merge', 'override']],
  ['force', ['enabled', 'disabled']],
  ['prune', ['disabled', 'enabled']],
  ['substitute', ['disabled', 'enabled']],
  ['decrypt', ['disabled', 'enabled']],
])

/** What Flux itself writes, now or in old versions. */
const OTHERS: ReadonlySet<string> = new Set(['name', 'namespace', 'checksum'])

function valueMessage(name: string, value: string, { id }: Resource): string {
  return `\`${PREFIX}${name}: ${value}\` of \`${shortId(id)}\` does nothing: Flux knows no such value.`
}

function nameMessage(name: string, { id }: Resource): string {
  return `\`${PREFIX}${name}\` of \`${shortId(id)}\` does nothing: Flux knows no such switch.`
}

export const unknownSwitch: BuildRule = {
  id: 'flux/unknown-switch',
  scope: 'build',
  severity: 'warning',
  summary:
    'Every `kustomize.toolkit.fluxcd.io/…` label and annotation is a switch with a value that Flux knows.',
  why: 'A switch with another value is passed over without a word: what was to be kept is pruned, or substituted.',
  fix: 'Write one of the values that Flux knows; most often it is `disabled`.',

  *check({ resources, owner }) {
    if (owner === undefined) return
    for (const resource of resources) {
      const metadata = mapAt(resource.node, 'metadata')
      for (const field of ['labels', 'annotations']) yield* problemsIn(mapAt(metadata, field), resource)
    }
  },
}

function* problemsIn(map: Mapping | undefined, resource: Resource): Generator<Problem> {
  for (const [key, entry] of map?.entries ?? []) {
    if (!key.startsWith(PREFIX)) continue
    const name = key.slice(PREFIX.length)
    if (OTHERS.has(name)) continue
    const { value } = entry
    const text = value.kind === 'scalar' ? value.text : ''
    const problem = problemOf(
      { name, key: entry.key, value: text, at: value.kind === 'scalar' ? value : entry.key },
      resource,
    )
    if (problem !== undefined) yield { ...problem, resource, trail: resource.trail }
  }
}

interface Switch {
  readonly name: string
  readonly key: Scalar
  readonly value: string
  readonly at: Scalar
}

function problemOf({ name, key, value, at }: Switch, resource: Resource): Problem | undefined {
  const values = SWITCHES.get(name)
  if (values === undefined) {
    const near = nearest(name, SWITCHES.keys())
    return near === undefined
      ? undefined
      : { at: key, message: nameMessage(name, resource), fix: `Write \`${PREFIX}${near}\`.` }
  }
  const isExact = name === 'substitute'
  if (value.includes('${') || values.includes(isExact ? value : value.toLowerCase())) return undefined
  return { at, message: valueMessage(name, value, resource), fix: `Write one of \`${values.join('`, `')}\`.` }
}
