import { groupBy } from '../../lib/group-by.ts'
import { isNull, mapAt, scalarAt, valueAt, withItems, withValue } from '../../lib/node.ts'
import { computed, type Mapping, type Node, type Scalar } from '../../model/node.ts'
import type { NameReference } from './reference-fields.ts'
import type { Context } from './context.ts'
import { type FieldSpec, specSelects, updateAtFieldSpecs } from './field-specs.ts'
import { originalId } from './identity.ts'
import type { KustomizeObject } from './object.ts'
import { candidatesFor, type Candidates, referral, renamedObjects, subjectProblems } from './referral.ts'
import { orElse, Refusal } from './transformers/refusal.ts'

/**
 * Writes the new names of renamed objects into the fields of others that name them. Fields of a form that cannot hold
 * a name are reported even where nothing was renamed, as kustomize does.
 */
export function fixNameReferences(
  objects: readonly KustomizeObject[],
  references: readonly NameReference[],
  context: Context,
): readonly KustomizeObject[] {
  const renamed = renamedObjects(objects)
  const byKind = referrersByKind(references)
  return objects.map(object => {
    const specs = [...(byKind.get(originalId(object).kind) ?? []), ...(byKind.get('') ?? [])]
    if (specs.length === 0) return object
    for (const problem of subjectProblems(object)) context.report(problem)
    return fixed(object, {
      specs,
      candidates: candidatesFor(object, renamed),
      context: oncePerPlace(context),
    })
  })
}

interface ReferrerSpec {
  readonly spec: FieldSpec
  readonly kinds: NameReference
}

const byReferences = new WeakMap<readonly NameReference[], ReadonlyMap<string, readonly ReferrerSpec[]>>()

/** The specs by the kind of the referrer; `''` for those that say none. */
function referrersByKind(references: readonly NameReference[]): ReadonlyMap<string, readonly ReferrerSpec[]> {
  const known = byReferences.get(references)
  if (known !== undefined) return known
  const all = references.flatMap(kinds => kinds.referrers.map(spec => ({ spec, kinds })))
  const byKind = groupBy(all, ({ spec }) => spec.kind ?? '')
  byReferences.set(references, byKind)
  return byKind
}

/** A value of a wrong form stands in the way of many specs and is one mistake. */
function oncePerPlace(context: Context): Context {
  const told = new Set<number>()
  return {
    ...context,
    report: problem => {
      if (problem.code === 'invalid-field' && told.has(problem.at.start)) return
      told.add(problem.at.start)
      context.report(problem)
    },
  }
}

interface Fixing {
  readonly specs: readonly ReferrerSpec[]
  readonly candidates: Candidates
  readonly context: Context
}

function fixed(object: KustomizeObject, { specs, candidates, context }: Fixing): KustomizeObject {
  const id = originalId(object)
  let { node } = object
  for (const { spec, kinds } of specs) {
    if (!specSelects(spec, id)) continue
    const referrer: Referrer = { object: { ...object, node }, kinds, candidates, path: spec.path }
    node = orElse(context, node, () => updated(node, spec, referrer))
  }
  return node === object.node ? object : { ...object, node }
}

function updated(node: Mapping, { path }: FieldSpec, referrer: Referrer): Mapping {
  // Group, version and kind were compared with what the object was first called.
  const spec = fieldOf(path)
  return updateAtFieldSpecs(node, spec, {
    set: current => (current === undefined ? node : named(current, referrer)),
  })
}

const fields = new Map<string, readonly FieldSpec[]>()

function fieldOf(path: string): readonly FieldSpec[] {
  const known = fields.get(path)
  if (known !== undefined) return known
  const specs = [{ path, create: false }]
  fields.set(path, specs)
  return specs
}

interface Referrer {
  readonly object: KustomizeObject
  readonly kinds: NameReference
  readonly candidates: Candidates
  readonly path: string
}

function named(node: Node, referrer: Referrer): Node {
  if (isNull(node)) return node
  switch (node.kind) {
    case 'scalar':
      return renamedScalar(node, referrer)
    case 'map':
      return renamedMapping(node, referrer)
    case 'list':
      return renamedItems(node, referrer)
    default:
      return node satisfies never
  }
}

function renamedItems(node: Extract<Node, { kind: 'list' }>, referrer: Referrer): Node {
  const items = node.items.map(item => {
    if (item.kind === 'list') {
      throw new Refusal('invalid-field', item, `The field \`${referrer.path}\` holds a list in a list.`)
    }
    return named(item, referrer)
  })
  return items.some((item, index) => item !== node.items[index]) ? withItems(node, items) : node
}

function renamedScalar(node: Scalar, referrer: Referrer): Scalar {
  const found = referral({ name: node, holder: undefined }, referrer)
  const name = found === undefined ? undefined : nameOf(found)
  return name === undefined || name.text === node.text ? node : reference(name, node)
}

/** A map holds the name, and often the namespace, of what it refers to. */
function renamedMapping(map: Mapping, referrer: Referrer): Mapping {
  const old = valueAt(map, 'name')
  if (old?.kind !== 'scalar') {
    throw new Refusal('invalid-field', map, `The field \`${referrer.path}\` has no \`name\`.`)
  }
  const found = referral({ name: old, holder: map }, referrer)
  const name = found === undefined ? undefined : nameOf(found)
  if (found === undefined || name === undefined) return map
  const withName = name.text === old.text ? map : withValue(map, 'name', reference(name, old))
  return withNamespaceOf(found, withName)
}

function withNamespaceOf({ node }: KustomizeObject, map: Mapping): Mapping {
  const namespace = scalarAt(mapAt(node, 'metadata'), 'namespace')
  if (namespace === undefined || isNull(namespace) || namespace.text === '') return map
  const before = scalarAt(map, 'namespace')
  return before?.value === namespace.text ? map : withValue(map, 'namespace', reference(namespace, before))
}

function nameOf({ node }: KustomizeObject): Scalar | undefined {
  return scalarAt(mapAt(node, 'metadata'), 'name')
}

/** The text of `to`, written where what changed it was written. */
function reference(to: Scalar, was: Scalar | undefined): Scalar {
  return computed(to, { what: 'name reference', ...(was === undefined ? {} : { was }) }, to.text)
}
