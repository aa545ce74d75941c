import { DEFAULT_FIELD_SPECS, type FieldSpec } from './field-specs.ts'
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

export const DEFAULT_CONFIGURATION: Configuration = {
  ...EMPTY_CONFIGURATION,
  ...DEFAULT_FIELD_SPECS,
  nameReference: NAME_REFERENCES,
  varReference: VARIABLE_FIELDS,
}

/** Told of two specs for one field of which one makes it and the other does not; the first one stays. */
export type OnConflict = (spec: FieldSpec) => void

export function mergeConfigurations(
  first: Configuration,
  second: Configuration,
  onConflict: OnConflict,
): Configuration {
  if (first === second || second === EMPTY_CONFIGURATION) return first
  if (first === EMPTY_CONFIGURATION) return second
  const merged = { ...first }
  for (const list of SPEC_LISTS) merged[list] = mergeSpecs(first[list], second[list], onConflict)
  return {
    ...merged,
    nameReference: mergeNameReferences(first.nameReference, second.nameReference, onConflict),
  }
}

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

type Kinds = Pick<FieldSpec, 'group' | 'version' | 'kind'>

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
