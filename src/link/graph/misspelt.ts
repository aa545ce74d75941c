import { nearest } from '../../lib/nearest.ts'
import type { Graph, Reference } from '../../model/graph.ts'
import { objectKey } from '../../model/resource.ts'

/** Shorter names are alike without meaning one thing: `radarr`, `sonarr`. */
const SHORTEST_NAME = 10

/** As many references to the one name make the single other one a slip. */
const FEWEST_USES = 2

/**
 * Whether a reference is the only one of its name and nearly has the name of an object beside it, which others name:
 * then that one is meant, whatever may be delivered from where we do not see.
 */
export function isMisspelt({ target }: Reference, { nodes, references }: Graph): boolean {
  const beside = [...nodes.values()]
    .map(({ resource }) => resource.id)
    .filter(id => id.kind === target.kind && id.namespace === target.namespace)
    .map(({ name }) => name)
  const near = beside.find(name => isSameRepository(target, name)) ?? nearLong(target.name, beside)
  if (near === undefined) return false
  const byName = references.filter(({ type }) => type !== 'applies' && type !== 'waits-for')
  const uses = (name: string): number => {
    const key = objectKey({ ...target, name })
    return byName.filter(other => objectKey(other.target) === key).length
  }
  return uses(target.name) === 1 && uses(near) >= FEWEST_USES
}

function nearLong(name: string, names: readonly string[]): string | undefined {
  const near = nearest(name, names)
  return near === undefined || near.length < SHORTEST_NAME || isNumbered(name, near) ? undefined : near
}

/** `someone` and `someone-charts` are two names of the one place where someone publishes charts. */
function isSameRepository({ kind, name }: Reference['target'], other: string): boolean {
  return kind === 'HelmRepository' && name !== other && plainName(name) === plainName(other)
}

function plainName(name: string): string {
  return name.replace(/-(?:helm-)?(?:charts?|repo)$|-helm$/, '')
}

/** `node-1` and `node-2`, `team-a` and `team-b` are names of two objects and no slip of one. */
function isNumbered(a: string, b: string): boolean {
  const [first, second] = [a, b].map(name =>
    name.replaceAll(/\d+/g, '').replaceAll(/(?<![a-z])[a-z](?![a-z])/g, ''),
  )
  return first === second
}
