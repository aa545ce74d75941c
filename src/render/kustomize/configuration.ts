import { compareText, inOrder } from '../../lib/order.ts'
import { DEFAULT_FIELD_SPECS, type FieldSpec } from './field-specs.ts'
import { FIRST, kindRanks, kindText, LAST } from './kind-order.ts'
import { NAME_REFERENCES, type NameReference, VARIABLE_FIELDS } from './reference-fields.ts'

const SPEC_LISTS = [
  'namePrefix',
  'nameSuffix',
  'namespace',
  'commonLabels',
  'labels',
  'templateLabels',
  'commonAnnotations',
  'varReference',
  'images',
  'replicas',
] as const

export type SpecList = (typeof SPEC_LISTS)[number]

/** Which fields the transformers of a kustomization change. */
export interface Configuration extends Readonly<Record<SpecList, readonly FieldSpec[]>> {
  readonly nameReference: readonly NameReference[]
}

export const EMPTY_CONFIGURATION: Configuration = {
  namePrefix: [],
  nameSuffix: [],
  namespace: [],
  commonLabels: [],
  labels: [],
  templateLabels: [],
  commonAnnotations: [],
  varReference: [],
  images: [],
  replicas: [],
  nameReference: [],
}

/** Told of two specs for one field of which one makes it and the other does not; the first one stays. */
export type OnConflict = (spec: FieldSpec) => void

/**
 * Both configurations. Each list is sorted by kind, and the order matters: a spec for all kinds that is merged after
 * one for a kind counts as known (kustomize merges once more at every level).
 */
export function mergeConfigurations(
  first: Configuration,
  second: Configuration,
  onConflict: OnConflict,
): Configuration {
  if (first === second || second === EMPTY_CONFIGURATION) return first
  if (first === EMPTY_CONFIGURATION && second === DEFAULT_CONFIGURATION) return second
  const merged = { ...first }
  for (const list of SPEC_LISTS) {
    if (first[list] !== second[list]) {
      merged[list] = mergeSpecs(first[list], second[list], onConflict).toSorted(byKind)
    }
  }
  const references = mergeNameReferences(first.nameReference, second.nameReference, onConflict)
  return { ...merged, nameReference: references.toSorted(byKind) }
}

type Kinds = Pick<FieldSpec, 'group' | 'version' | 'kind'>

const RANKS = kindRanks(FIRST, LAST)

const byKind = inOrder<Kinds>(
  (a, b) => rankOf(a) - rankOf(b),
  (a, b) => compareText(kindText(a), kindText(b)),
)

function rankOf({ kind = '' }: Kinds): number {
  return RANKS.get(kind) ?? 0
}

/** What a configuration file says, in kustomize's order. */
export function sortedConfiguration(configuration: Configuration): Configuration {
  const sorted = { ...configuration, nameReference: configuration.nameReference.toSorted(byKind) }
  for (const list of SPEC_LISTS) sorted[list] = configuration[list].toSorted(byKind)
  return sorted
}

/** What kustomize knows without being told. */
export const DEFAULT_CONFIGURATION: Configuration = sortedConfiguration({
  ...EMPTY_CONFIGURATION,
  ...DEFAULT_FIELD_SPECS,
  nameReference: NAME_REFERENCES,
  varReference: VARIABLE_FIELDS,
})

/** Both lists, without specs of the second that the first one covers. */
export function mergeSpecs(
  first: readonly FieldSpec[],
  second: readonly FieldSpec[],
  onConflict: OnConflict,
): readonly FieldSpec[] {
  if (first === second || second.length === 0) return first
  const merged = [...first]
  for (const spec of second) {
    const known = merged.find(other => other.path === spec.path && isCovered(other, spec))
    if (known === undefined) merged.push(spec)
    else if (known.create !== spec.create) onConflict(spec)
  }
  return merged
}

function mergeNameReferences(
  first: readonly NameReference[],
  second: readonly NameReference[],
  onConflict: OnConflict,
): readonly NameReference[] {
  if (first === second || second.length === 0) return first
  const merged = [...first]
  for (const reference of second) {
    const index = merged.findIndex(other => isSameKind(other, reference))
    const known = merged[index]
    if (known === undefined) merged.push(reference)
    else merged[index] = { ...known, referrers: mergeSpecs(known.referrers, reference.referrers, onConflict) }
  }
  return merged
}

/** kustomize asks whether the new spec's kinds select the old one's: an empty group, version or kind selects all. */
function isCovered(old: Kinds, { group = '', version = '', kind = '' }: Kinds): boolean {
  return (
    (group === '' || old.group === group) &&
    (version === '' || old.version === version) &&
    (kind === '' || old.kind === kind)
  )
}

function isSameKind(a: Kinds, b: Kinds): boolean {
  return (
    (a.group ?? '') === (b.group ?? '') &&
    (a.version ?? '') === (b.version ?? '') &&
    (a.kind ?? '') === (b.kind ?? '')
  )
}
