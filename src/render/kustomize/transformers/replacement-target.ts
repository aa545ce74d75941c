import { isNull, itemsAt, mapAt } from '../../../lib/node.ts'
import type { Mapping, Scalar } from '../../../model/node.ts'
import { scalar } from '../../../model/node.ts'
import type { ObjectId } from '../../../model/resource.ts'
import { currentId, formerIds } from '../identity.ts'
import type { KustomizeObject } from '../object.ts'
import { type Compiled, selectorOf, selectsMetadata } from '../select.ts'
import { Refusal } from './refusal.ts'
import { compiledAt } from './selected.ts'

/** One entry of a replacement's `targets`. */
export interface Target {
  readonly select: Compiled
  readonly rejects: readonly Reject[]
  /** The paths as they are written; `metadata.name` where there is none. */
  readonly fieldPaths: readonly Scalar[]
}

interface Reject {
  readonly pattern: Compiled
  readonly hasId: boolean
  readonly hasMetadata: boolean
}

/** @throws Refusal where the target selects nothing, or a selector does not parse. */
export function targetOf(entry: Mapping): Target {
  const select = mapAt(entry, 'select')
  if (select === undefined) {
    throw new Refusal('invalid-field', entry, 'A target of the replacement has no `select`.')
  }
  const paths = itemsAt(entry, 'fieldPaths').flatMap(path =>
    path.kind === 'scalar' && !isNull(path) ? [path] : [],
  )
  return {
    select: compiledAt(select),
    rejects: itemsAt(entry, 'reject').flatMap(reject => (reject.kind === 'map' ? [rejectOf(reject)] : [])),
    fieldPaths: paths.length > 0 ? paths : [scalar(select, 'metadata.name')],
  }
}

function rejectOf(reject: Mapping): Reject {
  const { labelSelector = '', annotationSelector = '', ...id } = selectorOf(reject)
  return {
    pattern: compiledAt(reject),
    hasId: Object.values(id).some(text => text !== ''),
    hasMetadata: labelSelector !== '' || annotationSelector !== '',
  }
}

/** Whether a target means an object, by what it is called or was. Labels and ids of a `reject` count apart. */
export function isTarget(object: KustomizeObject, { select, rejects }: Target): boolean {
  if (!selectsMetadata(select, object)) return false
  if (rejects.some(({ pattern, hasMetadata }) => hasMetadata && selectsMetadata(pattern, object)))
    return false
  const ids = [currentId(object), ...formerIds(object)]
  if (rejects.some(({ pattern, hasId }) => hasId && ids.some(id => selectsId(pattern, id)))) return false
  return ids.some(id => selectsId(select, id))
}

function selectsId(pattern: Compiled, { group, version, kind, name, namespace }: ObjectId): boolean {
  return (
    pattern.group(group) &&
    pattern.version(version) &&
    pattern.kind(kind) &&
    pattern.name(name) &&
    pattern.namespace(namespace)
  )
}
