import { itemsAt, mapAt, scalarAt, textAt, valueAt } from '../../lib/node.ts'
import type { BuildProblem } from '../../model/build.ts'
import type { Mapping, Node, Scalar } from '../../model/node.ts'
import { shortId } from '../../model/resource.ts'
import type { NameReference } from './reference-fields.ts'
import { specSelects } from './field-specs.ts'
import { currentId, effectiveNamespace, formerIds, NO_NAMESPACE, originalId } from './identity.ts'
import type { KustomizeObject } from './object.ts'
import { Refusal } from './transformers/refusal.ts'

/** Objects that once had another name, namespace or kind, by every name they had before. */
export interface Renamed {
  readonly all: readonly KustomizeObject[]
  readonly byFormerName: ReadonlyMap<string, readonly KustomizeObject[]>
}

export function renamedObjects(objects: readonly KustomizeObject[]): Renamed {
  const byFormerName = new Map<string, KustomizeObject[]>()
  for (const object of objects) {
    for (const name of new Set(object.former.map(former => former.name))) {
      const known = byFormerName.get(name)
      if (known === undefined) byFormerName.set(name, [object])
      else known.push(object)
    }
  }
  return { all: objects, byFormerName }
}

/** What a referrer may refer to. */
export interface Candidates {
  /** Objects that once had a name. */
  named(formerName: string): readonly KustomizeObject[]
  /** Whether any object, renamed or not, stood in a namespace at first. */
  hasOriginally(namespace: string): boolean
}

/** An object refers to its own namespace and to what has none; a RoleBinding also to its accounts' namespaces. */
export function candidatesFor(referrer: KustomizeObject, { all, byFormerName }: Renamed): Candidates {
  const namespace = effectiveNamespace(currentId(referrer))
  const accountNamespaces = subjectNamespaces(referrer)
  const isCandidate = (object: KustomizeObject): boolean => {
    if (namespace === NO_NAMESPACE) return true
    const id = currentId(object)
    const own = effectiveNamespace(id)
    return own === NO_NAMESPACE || own === namespace || accountNamespaces.has(id.namespace)
  }
  return {
    named: name => (byFormerName.get(name) ?? []).filter(isCandidate),
    hasOriginally: wanted =>
      all.some(object => effectiveNamespace(originalId(object)) === wanted && isCandidate(object)),
  }
}

/** A RoleBinding's accounts are looked for in their namespaces, so that kustomize insists on them. */
export function* subjectProblems(object: KustomizeObject): Generator<BuildProblem> {
  const id = currentId(object)
  if (id.kind !== 'RoleBinding' || effectiveNamespace(id) === NO_NAMESPACE) return
  for (const subject of itemsAt(object.node, 'subjects')) {
    const namespace = valueAt(subject, 'namespace')
    if (textAt(subject, 'kind') !== 'ServiceAccount' || namespace === undefined || isText(namespace)) continue
    const key = subject.kind === 'map' ? subject.entries.get('namespace')?.key : undefined
    const message = 'The `namespace` of the subject is blank.'
    yield { code: 'invalid-field', at: key ?? namespace, message }
  }
}

function isText(node: Node): boolean {
  return node.kind === 'scalar' && typeof node.value === 'string'
}

function subjectNamespaces({ node }: KustomizeObject): ReadonlySet<string> {
  const namespaces = new Set<string>()
  if (textAt(node, 'kind') !== 'RoleBinding') return namespaces
  for (const subject of itemsAt(node, 'subjects')) {
    const namespace = textAt(subject, 'namespace')
    if (textAt(subject, 'kind') === 'ServiceAccount' && namespace !== undefined) namespaces.add(namespace)
  }
  return namespaces
}

interface Asking {
  readonly object: KustomizeObject
  readonly kinds: NameReference
  readonly candidates: Candidates
  readonly path: string
}

/** A name that stands in a referrer; `holder` is the map around it where the field is one. */
export interface WrittenName {
  readonly name: Scalar
  readonly holder: Mapping | undefined
}

/**
 * The object that a name in a referrer means; undefined where there is none or nothing changed.
 * @throws Refusal where more than one object may be meant.
 */
export function referral({ name, holder }: WrittenName, asking: Asking): KustomizeObject | undefined {
  const all = asking.candidates.named(name.text)
  if (all.length === 0) return undefined
  const candidates = inNamespaceOf(holder, all, asking.candidates).filter(
    object =>
      isOfKind(object, asking.kinds) && fitsRoleRef(object, asking) && isReachable(object, asking.object),
  )
  const [first, ...others] = candidates.length === 1 ? candidates : withSameAffixes(candidates, asking.object)
  if (first === undefined || others.every(other => isAlike(first, other, holder !== undefined))) return first
  throw new Refusal('ambiguous-reference', name, ambiguity(name, [first, ...others]))
}

function ambiguity(name: Scalar, candidates: readonly KustomizeObject[]): string {
  const ids = candidates.map(object => `\`${shortId(currentId(object))}\``)
  return `\`${name.text}\` may mean ${ids.join(' or ')}.`
}

function isOfKind(object: KustomizeObject, kinds: NameReference): boolean {
  return formerIds(object).some(id => specSelects(kinds, id))
}

/** A role's kind and group stand beside its name. */
function fitsRoleRef(object: KustomizeObject, { object: { node }, path }: Asking): boolean {
  if (!path.endsWith('roleRef/name')) return true
  const roleRef = mapAt(node, 'roleRef')
  const group = scalarAt(roleRef, 'apiGroup')
  const kind = scalarAt(roleRef, 'kind')
  if (group === undefined || kind === undefined) return true
  return formerIds(object).some(id => specSelects({ group: group.text, kind: kind.text }, id))
}

function isReachable(object: KustomizeObject, referrer: KustomizeObject): boolean {
  const id = currentId(object)
  const from = effectiveNamespace(currentId(referrer))
  const to = effectiveNamespace(id)
  return from === NO_NAMESPACE || to === NO_NAMESPACE || id.kind === 'ServiceAccount' || from === to
}

/** By the namespace that objects had first; where none had it, by the one they have now. */
function inNamespaceOf(
  holder: Mapping | undefined,
  all: readonly KustomizeObject[],
  candidates: Candidates,
): readonly KustomizeObject[] {
  const written = valueAt(holder, 'namespace')
  if (written === undefined) return all
  const namespace = written.kind === 'scalar' ? written.text : ''
  const idOf = candidates.hasOriginally(namespace) ? originalId : currentId
  return all.filter(object => effectiveNamespace(idOf(object)) === namespace)
}

/** Objects that went through the same prefixes and suffixes as the referrer, first loosely, then exactly. */
function withSameAffixes(
  candidates: readonly KustomizeObject[],
  referrer: KustomizeObject,
): readonly KustomizeObject[] {
  const loose = candidates.filter(object => hasSameAffixes(object, referrer, true))
  return loose.length > 1 ? loose.filter(object => hasSameAffixes(object, referrer, false)) : loose
}

function hasSameAffixes(a: KustomizeObject, b: KustomizeObject, isLoose: boolean): boolean {
  const agree = (first: readonly string[], second: readonly string[]): boolean =>
    (isLoose && (first.length === 0 || second.length === 0)) || endsAlike(first, second)
  return agree(a.prefixes, b.prefixes) && agree(a.suffixes, b.suffixes)
}

function endsAlike(a: readonly string[], b: readonly string[]): boolean {
  const length = Math.min(a.length, b.length)
  if (length === 0) return a.length === b.length
  return a.slice(-length).every((affix, index) => affix === b.at(index - length))
}

/** A field that is a map gets the namespace too. */
function isAlike(a: KustomizeObject, b: KustomizeObject, withNamespace: boolean): boolean {
  const first = currentId(a)
  const second = currentId(b)
  return first.name === second.name && (!withNamespace || first.namespace === second.namespace)
}
