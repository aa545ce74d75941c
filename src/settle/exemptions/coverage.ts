import { objectIdOf } from '../../lib/kubernetes-id.ts'
import { clampPath, isWithin } from '../../lib/path.ts'
import type { Cluster, Fleet } from '../../model/fleet.ts'
import type { Origin } from '../../model/location.ts'
import type { Node } from '../../model/node.ts'
import type { Raised } from '../../model/raised.ts'
import type { ObjectId } from '../../model/resource.ts'
import { buildOf } from '../chain.ts'
import { clusterFinder } from '../cluster-of.ts'
import type { Exemption, ExemptionScope } from './exemption.ts'

type Subject = NonNullable<ExemptionScope['object']>

/** Whether a problem lies in the scope of an exemption; its rule is not asked about. */
export type Covers = (exemption: Exemption, raised: Raised) => boolean

export function coverageOn(fleet: Fleet): Covers {
  const clusterOf = clusterFinder(fleet)
  return ({ scope }, raised) => {
    const { cluster, kustomization, object, path, message } = scope
    const { at, message: said } = raised.problem
    return (
      (cluster === undefined || isCluster(clusterOf(raised), cluster)) &&
      (kustomization === undefined || ownerOf(raised) === kustomization) &&
      (path === undefined || isWithin(at.file.path, clampPath(path))) &&
      (message === undefined || said.includes(message)) &&
      (object === undefined || isAbout(raised, object, fleet))
    )
  }
}

/** Whether `name` means this cluster, by its name or the path of its root. */
export function isCluster(cluster: Pick<Cluster, 'name' | 'path'> | undefined, name: string): boolean {
  return cluster !== undefined && (cluster.name === name || cluster.path === clampPath(name))
}

function ownerOf(raised: Raised): string | undefined {
  const owner = buildOf(raised)?.owner?.id
  return owner === undefined ? undefined : `${owner.namespace}/${owner.name}`
}

/** The rule says which object it means, or the place tells: a patch is part of each object that it changes. */
function isAbout(raised: Raised, object: Subject, fleet: Fleet): boolean {
  const { at, resource } = raised.problem
  if (resource !== undefined) return isObject(resource.id, object)
  const delivered = buildOf(raised)?.resources.some(({ id, node }) => isObject(id, object) && holds(node, at))
  return delivered === true || isWrittenIn(object, at, fleet)
}

function isObject({ kind, namespace, name }: Subject, object: Subject): boolean {
  return kind === object.kind && namespace === object.namespace && name === object.name
}

function holds(node: Node, at: Origin): boolean {
  if (isAt(node, at)) return true
  if (node.kind === 'list') return node.items.some(item => holds(item, at))
  if (node.kind === 'scalar') return false
  for (const { key, value } of node.entries.values()) {
    if (isAt(key, at) || holds(value, at)) return true
  }
  return false
}

function isAt(node: Origin, { file, start, end }: Origin): boolean {
  return node.start === start && node.end === end && node.file.path === file.path
}

/** What no build delivers, or only a document as a whole is to blame for, is known by the document that it stands in. */
function isWrittenIn(object: Subject, { file, start }: Origin, { files }: Fleet): boolean {
  let written: ObjectId | undefined
  for (const { root } of files.get(file.path)?.documents ?? []) {
    if (root?.kind === 'map' && root.start <= start) written = objectIdOf(root)
  }
  return written !== undefined && isObject(written, object)
}
