import { itemsAt, scalarAt, valueAt, withItems, withValue } from '../../../lib/node.ts'
import type { Mapping, Node, Scalar } from '../../../model/node.ts'
import type { ObjectId } from '../../../model/resource.ts'
import { shortId } from '../../../model/resource.ts'
import type { Context } from '../context.ts'
import { type FieldSpec, type FieldUpdate, updateAtFieldSpec, updateAtFieldSpecs } from '../field-specs.ts'
import { currentId, idKey, objectId, withFormerId } from '../identity.ts'
import type { KustomizeObject, Transformer } from '../object.ts'
import { isClusterScoped } from '../scope.ts'
import { changeEach, Refusal } from './refusal.ts'
import { asText } from './texts.ts'

/** Which subjects of role bindings get the namespace: those named `default`, all service accounts, or none. */
export type SubjectMode = 'defaultOnly' | 'allServiceAccounts' | 'none'

export interface NamespaceOptions {
  readonly namespace: Scalar
  readonly fieldSpecs: readonly FieldSpec[]
  /** Keeps namespaces that are set already. */
  readonly unsetOnly?: boolean
  readonly setRoleBindingSubjects?: SubjectMode
}

/** Puts objects into a namespace; two objects that thereby get one id are reported. */
export function namespaceTransformer(options: NamespaceOptions, context: Context): Transformer {
  if (options.namespace.text === '') return objects => objects
  return objects => {
    const changed = changeEach(context, objects, object => moved(object, options))
    reportConflicts(changed, options.namespace, context)
    return changed
  }
}

function moved(object: KustomizeObject, options: NamespaceOptions): KustomizeObject {
  const renamed = withFormerId(object)
  return { ...renamed, node: withNamespace(object.node, options) }
}

/** The object with every field set that holds its namespace. */
export function withNamespace(node: Mapping, options: NamespaceOptions): Mapping {
  const id = objectId(node)
  const update: FieldUpdate = { make: 'scalar', set: current => namespaceValue(current, options) }
  const own = isClusterScoped(id.group, id.version, id.kind)
    ? node
    : updateAtFieldSpec(node, OWN_NAMESPACE, update)
  const bound = isRoleBinding(id.kind) ? withSubjects(own, options) : own
  return updateAtFieldSpecs(
    bound,
    options.fieldSpecs.filter(spec => isUseful(spec, id)),
    update,
  )
}

const OWN_NAMESPACE: FieldSpec = { path: 'metadata/namespace', create: true }

function isRoleBinding(kind: string | undefined): boolean {
  return kind === 'RoleBinding' || kind === 'ClusterRoleBinding'
}

/** Some fields are decided in code, whatever the specs say; only a `v1` Namespace is called like its namespace. */
function isUseful({ path, kind }: FieldSpec, id: ObjectId): boolean {
  if (path === 'metadata/namespace') return false
  if (path === 'metadata/name') return id.group === '' && id.version === 'v1'
  return !(isRoleBinding(id.kind) && isRoleBinding(kind) && path === 'subjects/namespace')
}

function namespaceValue(current: Node | undefined, { namespace, unsetOnly }: NamespaceOptions): Node {
  if (current !== undefined && current.kind !== 'scalar') {
    throw new Refusal('invalid-field', namespace, 'A field spec of the namespace leads to a map or a list.')
  }
  const isSet = current !== undefined && current.value !== null && current.text !== ''
  return unsetOnly === true && isSet ? current : asText(namespace)
}

function withSubjects(node: Mapping, options: NamespaceOptions): Mapping {
  const { setRoleBindingSubjects: mode = 'defaultOnly' } = options
  const subjects = valueAt(node, 'subjects')
  if (mode === 'none' || subjects?.kind !== 'list') return node
  const [key, wanted] = mode === 'defaultOnly' ? ['name', 'default'] : ['kind', 'ServiceAccount']
  const items = itemsAt(node, 'subjects').map(subject =>
    subject.kind === 'map' && scalarAt(subject, key)?.text === wanted
      ? withValue(subject, 'namespace', namespaceValue(valueAt(subject, 'namespace'), options))
      : subject,
  )
  return withValue(node, 'subjects', withItems(subjects, items))
}

function reportConflicts(objects: readonly KustomizeObject[], namespace: Scalar, context: Context): void {
  const seen = new Set<string>()
  for (const object of objects) {
    const id = currentId(object)
    const key = idKey(id)
    if (seen.has(key)) {
      const message = `The namespace \`${namespace.text}\` gives two objects the id \`${shortId(id)}\`.`
      context.report({ code: 'duplicate-id', at: namespace, message, trail: object.trail })
    }
    seen.add(key)
  }
}
