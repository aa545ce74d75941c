import { isNamedAfter } from '../../lib/named-after.ts'
import { mapAt, scalarAt, textAt } from '../../lib/node.ts'
import type { Fleet } from '../../model/fleet.ts'
import type { Graph, GraphNode, Reference } from '../../model/graph.ts'
import type { Origin } from '../../model/location.ts'
import type { Scalar } from '../../model/node.ts'
import { objectKey, type Resource, shortId } from '../../model/resource.ts'
import { nearObject } from './near-object.ts'

/** The line that makes a reference lead nowhere, where it is not the reference, and what to do there. */
export interface Culprit {
  readonly at: Origin
  readonly fix: string
}

interface Surroundings {
  readonly graph: Graph
  readonly fleet: Fleet
  readonly kinds: ReadonlySet<string>
}

/** A `namespace:` that has moved the referrer, or both, or an object that has another name than its file. */
export function culpritOf(reference: Reference, surroundings: Surroundings): Culprit | undefined {
  return (
    movedTogether(reference, surroundings) ??
    movedAway(reference, surroundings) ??
    misnamed(reference, surroundings)
  )
}

/** The one line that has moved both the object and its dependency away from where the reference looks. */
function movedTogether({ from, target }: Reference, { graph, kinds }: Surroundings): Culprit | undefined {
  const own = mover(from.resource)
  // A folder that is called as the namespace in which the reference looks is meant to be in it.
  if (own === undefined || !isNamedAfter(own.file.path, target.namespace)) return undefined
  const near = nearObject(graph, target, kinds)
  const theirs = near?.kind === 'other-namespace' ? namespaceOf(near.node.resource) : undefined
  if (theirs === undefined || !isSame(theirs, own)) return undefined
  return {
    at: own,
    fix: `Write \`${target.namespace}\`, where the reference looks, or correct the reference.`,
  }
}

/** The line that has moved the object out of the namespace in which its own file says that it is, and its target is. */
function movedAway(reference: Reference, { graph, fleet }: Surroundings): Culprit | undefined {
  const { from, target } = reference
  const own = mover(from.resource)
  const written = own === undefined ? undefined : writtenNamespace(from.resource, fleet)
  if (own === undefined || written === undefined || target.namespace !== from.resource.id.namespace)
    return undefined
  const meant = { ...target, namespace: written }
  if (!graph.nodes.has(objectKey(meant)) || isOvercome(reference, { own, written, graph })) return undefined
  return {
    at: own,
    fix: `Say the namespace in the reference, or keep \`${shortId({ ...from.resource.id, namespace: written })}\` out of what this line moves.`,
  }
}

interface Move {
  readonly own: Scalar
  readonly written: string
  readonly graph: Graph
}

/** Whether something else that the line has moved says the namespace in its reference: then the move is meant. */
function isOvercome({ type, from }: Reference, { own, written, graph }: Move): boolean {
  return graph.references.some(({ type: otherType, from: other, target }) => {
    if (otherType !== type || other.key === from.key || target.namespace !== written) return false
    const theirs = mover(other.resource)
    return theirs !== undefined && isSame(theirs, own)
  })
}

/** An object that nobody names, in a file that is called as the target is. */
function misnamed({ target }: Reference, { graph }: Surroundings): Culprit | undefined {
  const byName = graph.references.filter(({ type }) => type !== 'applies' && type !== 'waits-for')
  const named = new Set(byName.map(other => objectKey(other.target)))
  const isMeant = ({ key, resource: { id, node } }: GraphNode): boolean =>
    id.kind === target.kind &&
    id.namespace === target.namespace &&
    isNamedAfter(node.file.path, target.name) &&
    !isNamedAfter(node.file.path, id.name) &&
    !extendsName(id.name, target.name) &&
    !named.has(key)
  const found = [...graph.nodes.values()].filter(isMeant)
  const [only] = found
  const name = only === undefined ? undefined : scalarAt(mapAt(only.resource.node, 'metadata'), 'name')
  if (found.length !== 1 || name === undefined) return undefined
  return {
    at: name,
    fix: `Write \`${target.name}\`: nobody refers to \`${name.text}\`, or correct the reference.`,
  }
}

/** `cache-operator` in a folder `cache` is called so on purpose: its name says more than the reference. */
function extendsName(name: string, start: string): boolean {
  return name.startsWith(`${start}-`) || name.endsWith(`-${start}`)
}

/** The namespace of an object, where another file than its own has set it. */
function mover(resource: Resource): Scalar | undefined {
  const namespace = namespaceOf(resource)
  return namespace?.file.path === resource.node.file.path ? undefined : namespace
}

function namespaceOf({ node }: Resource): Scalar | undefined {
  return scalarAt(mapAt(node, 'metadata'), 'namespace')
}

function writtenNamespace({ node }: Resource, { files }: Fleet): string | undefined {
  const documents = files.get(node.file.path)?.documents ?? []
  const written = documents.find(({ root }) => root?.start === node.start)
  return textAt(mapAt(written?.root, 'metadata'), 'namespace')
}

function isSame(a: Origin, b: Origin): boolean {
  return a.file.path === b.file.path && a.start === b.start
}
