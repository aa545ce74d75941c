import { jsonOf } from './json.ts'
import type { Cluster, Delivered, Fleet } from '../../model/fleet.ts'

/** What policies see together: everything that one cluster gets, or one build where there is no cluster. */
export interface Scope {
  readonly name: string
  readonly cluster: Cluster | undefined
  readonly objects: readonly Delivered[]
}

export function scopesOf({ clusters, standalone }: Fleet): readonly Scope[] {
  return [
    ...clusters.map(cluster => ({ name: cluster.name, cluster, objects: cluster.objects })),
    ...standalone.map(build => ({
      name: build.name,
      cluster: undefined,
      objects: build.resources.map(resource => ({ resource, build })),
    })),
  ]
}

type Branch = Map<string, Branch | string>

/** `data.inventory` as Gatekeeper fills it, with every object of the scope, as JSON text. */
export function inventoryOf(objects: Iterable<Pick<Delivered, 'resource'>>): string {
  const root: Branch = new Map()
  for (const { resource } of objects) {
    const { group, version, kind, namespace, name } = resource.id
    const place = namespace === '' ? ['cluster'] : ['namespace', namespace]
    let branch = root
    for (const key of [...place, group === '' ? version : `${group}/${version}`, kind]) {
      const next = branch.get(key)
      const made: Branch = next instanceof Map ? next : new Map<string, Branch | string>()
      if (next !== made) branch.set(key, made)
      branch = made
    }
    branch.set(name, jsonOf(resource.node))
  }
  return `{"inventory":${writeBranch(root)}}`
}

function writeBranch(branch: Branch): string {
  const entries: string[] = []
  for (const [key, value] of branch) {
    entries.push(`${JSON.stringify(key)}:${typeof value === 'string' ? value : writeBranch(value)}`)
  }
  return `{${entries.join(',')}}`
}
