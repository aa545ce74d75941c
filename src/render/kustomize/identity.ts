import { mapAt, valueAt } from '../../lib/node.ts'
import type { Mapping, Node } from '../../model/node.ts'
import type { ObjectId } from '../../model/resource.ts'
import type { KustomizeObject } from './object.ts'
import { isClusterScoped } from './scope.ts'

/** Stands for the namespace of what has none. */
export const NO_NAMESPACE = '_non_namespaceable_'
const DEFAULT_NAMESPACE = 'default'

const ids = new WeakMap<Mapping, ObjectId>()

/** What an object is called, as kustomize reads it: any scalar counts as its text, anything else as empty. */
export function objectId(node: Mapping): ObjectId {
  const before = ids.get(node)
  if (before !== undefined) return before
  const metadata = mapAt(node, 'metadata')
  const apiVersion = scalarText(valueAt(node, 'apiVersion'))
  const slash = apiVersion.indexOf('/')
  const id = {
    group: slash < 0 ? '' : apiVersion.slice(0, slash),
    version: apiVersion.slice(slash + 1),
    kind: scalarText(valueAt(node, 'kind')),
    namespace: scalarText(valueAt(metadata, 'namespace')),
    name: scalarText(valueAt(metadata, 'name')),
  }
  ids.set(node, id)
  return id
}

export function currentId({ node }: KustomizeObject): ObjectId {
  return objectId(node)
}

/** Oldest first, without the current id. Group and version are the current ones. */
export function formerIds({ node, former }: KustomizeObject): readonly ObjectId[] {
  const { group, version } = objectId(node)
  return former.map(({ kind, namespace, name }) => ({ group, version, kind, namespace, name }))
}

/** The id that the object's file or generator gave it. */
export function originalId(object: KustomizeObject): ObjectId {
  return formerIds(object)[0] ?? currentId(object)
}

/** Never empty: `default` where none is written, a placeholder for cluster-scoped objects. */
export function effectiveNamespace({ group, version, kind, namespace }: ObjectId): string {
  if (isClusterScoped(group, version, kind)) return NO_NAMESPACE
  return namespace === '' ? DEFAULT_NAMESPACE : namespace
}

export function isSameId(a: ObjectId, b: ObjectId): boolean {
  return (
    a.name === b.name &&
    a.kind === b.kind &&
    a.group === b.group &&
    a.version === b.version &&
    effectiveNamespace(a) === effectiveNamespace(b)
  )
}

/** Whether the object is called `id` or once was. */
export function hasEverId(object: KustomizeObject, id: ObjectId): boolean {
  return isSameId(currentId(object), id) || formerIds(object).some(former => isSameId(former, id))
}

/** One text for an id; equal for the same ids. */
export function idKey(id: ObjectId): string {
  return `${id.group}/${id.version}/${id.kind}/${effectiveNamespace(id)}/${id.name}`
}

/** Notes what the object is called now; to be done before its name, namespace or kind changes. */
export function withFormerId(object: KustomizeObject): KustomizeObject {
  const id = currentId(object)
  if (id.name === '') return object
  const former = { kind: id.kind, namespace: effectiveNamespace(id), name: id.name }
  return { ...object, former: [...object.former, former] }
}

function scalarText(node: Node | undefined): string {
  return node?.kind === 'scalar' && node.value !== null ? node.text : ''
}
