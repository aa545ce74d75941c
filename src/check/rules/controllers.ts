import { isTrueAt, itemsAt, mapAt, valueIn } from '../../lib/node.ts'
import type { Cluster } from '../../model/fleet.ts'
import type { Node } from '../../model/node.ts'
import { OPERATOR_GROUP, specOf } from '../../render/flux/spec.ts'
import { objectsOf } from './cluster-view.ts'

const NAMES: ReadonlySet<string> = new Set([
  'helm-controller',
  'image-automation-controller',
  'image-reflector-controller',
  'kustomize-controller',
  'notification-controller',
  'source-controller',
  'source-watcher',
])

/** A controller of Flux as its Deployment runs it. */
export interface Controller {
  readonly name: string
  readonly args: readonly string[]
}

/** The controllers whose Deployments the fleet delivers, shards included. */
export function controllersOf(cluster: Cluster): readonly Controller[] {
  const found: Controller[] = []
  for (const { resource } of objectsOf(cluster, 'apps/Deployment')) {
    const containers = itemsAt(valueIn(specOf(resource), 'template', 'spec'), 'containers')
    const name = [...NAMES].find(controller => resource.id.name.startsWith(controller))
    if (name !== undefined) found.push({ name, args: containers.flatMap(argsOf) })
  }
  return found
}

function argsOf(container: Node): readonly string[] {
  return itemsAt(container, 'args').flatMap(item => (item.kind === 'scalar' ? [item.text] : []))
}

/** The FluxInstance that asks for the controllers, where there is one. */
export function instanceOf({ graph }: Cluster): Node | undefined {
  for (const { resource } of graph.nodes.values()) {
    if (resource.id.group === OPERATOR_GROUP && resource.id.kind === 'FluxInstance') return resource.node
  }
  return undefined
}

/** Whether a controller refuses references into other namespaces (spec/flux.md 3.6). */
export function isLockedDown(cluster: Cluster, controller: string): boolean {
  return isMultitenant(cluster) || hasFlag(cluster, controller, '--no-cross-namespace-refs')
}

/** Whether kustomize-controller builds without bases of other repositories. */
export function refusesRemoteBases(cluster: Cluster): boolean {
  return isMultitenant(cluster) || hasFlag(cluster, 'kustomize-controller', '--no-remote-bases')
}

function isMultitenant(cluster: Cluster): boolean {
  return isTrueAt(mapAt(mapAt(instanceOf(cluster), 'spec'), 'cluster'), 'multitenant')
}

function hasFlag(cluster: Cluster, controller: string, flag: string): boolean {
  return controllersOf(cluster).some(
    ({ name, args }) => name === controller && (args.includes(flag) || args.includes(`${flag}=true`)),
  )
}
