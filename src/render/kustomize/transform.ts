import { posix } from 'node:path'
import { isTrueAt, itemsAt, mapAt, scalarAt, withEntries } from '../../lib/node.ts'
import type { Mapping } from '../../model/node.ts'
import { type Configuration, mergeSpecs } from './configuration.ts'
import { fieldSpecsOf } from './configuration-file.ts'
import type { FieldSpec } from './field-specs.ts'
import { builtinMaker } from './generate.ts'
import type { Kustomization } from './kustomization-file.ts'
import type { Level } from './level.ts'
import type { KustomizeObject, MadeBy, Transformer } from './object.ts'
import { jsonPatchSteps, patchSteps, strategicMergeSteps } from './patch-steps.ts'
import { inTurn, pluginTransformers, type TransformStep } from './plugins.ts'
import { replacementSteps } from './replacement-steps.ts'
import { addingShared, inAllPlaces } from './shared-values.ts'
import { prefixTransformer, suffixTransformer } from './transformers/affix.ts'
import { imageTransformer } from './transformers/images.ts'
import { annotationTransformer, labelTransformer } from './transformers/labels.ts'
import { namespaceTransformer } from './transformers/namespace.ts'
import { replicaTransformer } from './transformers/replicas.ts'
import { unmodified } from './validators.ts'

interface Gathered {
  readonly objects: readonly KustomizeObject[]
  readonly configuration: Configuration
}

/** The objects after all transformers of a kustomization, in kustomize's order whatever the file's. */
export function transform(
  { objects, configuration }: Gathered,
  kustomization: Kustomization,
  level: Level,
): readonly KustomizeObject[] {
  const steps = [
    ...fieldSteps(kustomization, configuration, level),
    ...pluginTransformers('transformers', kustomization, level),
  ]
  let current = objects
  for (const { transform: change, madeBy } of steps) {
    current = inAllPlaces(change)(current)
    if (madeBy !== undefined) current = current.map(object => noted(object, madeBy))
  }
  return current
}

/** Runs the validators, which may look and report, but not change. */
export function validate(
  objects: readonly KustomizeObject[],
  kustomization: Kustomization,
  level: Level,
): void {
  for (const { transform: check } of pluginTransformers('validators', kustomization, level)) {
    unmodified(objects, check(objects), level)
  }
}

function noted(object: KustomizeObject, maker: MadeBy): KustomizeObject {
  if (object.madeBy === undefined) return { ...object, madeBy: maker }
  return { ...object, transformedBy: [...object.transformedBy, maker] }
}

interface Making {
  readonly node: Mapping
  readonly configuration: Configuration
  readonly level: Level
}

/** The builtin that kustomize runs for a field, and what it does. */
const FIELD_STEPS: readonly (readonly [string, (making: Making) => readonly Transformer[]])[] = [
  ['PatchStrategicMergeTransformer', strategicMerges],
  ['PatchTransformer', patches],
  ['NamespaceTransformer', namespaces],
  ['PrefixTransformer', prefixes],
  ['SuffixTransformer', suffixes],
  ['LabelTransformer', labels],
  ['AnnotationsTransformer', annotations],
  ['PatchJson6902Transformer', jsonPatches],
  ['ReplicaCountTransformer', replicas],
  ['ImageTagTransformer', images],
  ['ReplacementTransformer', ({ node, level }) => replacementSteps(itemsAt(node, 'replacements'), level)],
]

function* fieldSteps(
  { node, fileName }: Kustomization,
  configuration: Configuration,
  level: Level,
): Generator<TransformStep> {
  const configuredIn = posix.join(level.way, fileName)
  for (const [kind, make] of FIELD_STEPS) {
    const madeBy = level.state.tracksOrigin ? builtinMaker(kind, configuredIn) : undefined
    for (const change of make({ node, configuration, level })) yield { transform: change, madeBy }
  }
}

/** All entries are one transformer. */
function strategicMerges({ node, level }: Making): Transformer[] {
  const entries = itemsAt(node, 'patchesStrategicMerge').filter(item => item.kind === 'scalar')
  const steps = strategicMergeSteps(entries, level)
  return steps.length === 0 ? [] : [inTurn(steps)]
}

function patches({ node, level }: Making): Transformer[] {
  return patchSteps(mapsAt(node, 'patches'), level)
}

function jsonPatches({ node, level }: Making): Transformer[] {
  return jsonPatchSteps(mapsAt(node, 'patchesJson6902'), level)
}

function namespaces({ node, configuration, level }: Making): Transformer[] {
  const namespace = scalarAt(node, 'namespace')
  if (namespace === undefined || namespace.text === '') return []
  return [namespaceTransformer({ namespace, fieldSpecs: configuration.namespace }, level.context)]
}

function prefixes({ node, configuration, level }: Making): Transformer[] {
  const prefix = scalarAt(node, 'namePrefix')
  if (prefix === undefined || prefix.text === '') return []
  return [prefixTransformer({ prefix, fieldSpecs: configuration.namePrefix }, level.context)]
}

function suffixes({ node, configuration, level }: Making): Transformer[] {
  const suffix = scalarAt(node, 'nameSuffix')
  if (suffix === undefined || suffix.text === '') return []
  return [suffixTransformer({ suffix, fieldSpecs: configuration.nameSuffix }, level.context)]
}

function labels(making: Making): Transformer[] {
  const { node, configuration, level } = making
  const made = mapsAt(node, 'labels').map(entry =>
    addingShared(
      labelTransformer(
        { labels: mapAt(entry, 'pairs') ?? noEntries(entry), fieldSpecs: labelSpecs(entry, making) },
        level.context,
      ),
    ),
  )
  const common = mapAt(node, 'commonLabels')
  if (made.length === 0 && (common === undefined || common.entries.size === 0)) return []
  // kustomize runs the last one in any case, and `buildMetadata` shows it.
  const options = { labels: common ?? noEntries(node), fieldSpecs: configuration.commonLabels }
  return [...made, addingShared(labelTransformer(options, level.context))]
}

const METADATA_LABELS: FieldSpec = { path: 'metadata/labels', create: true }

/** Own specs first, then those of `configurations`, then what the flags ask for. */
function labelSpecs(entry: Mapping, { configuration, level }: Making): readonly FieldSpec[] {
  const onConflict = ({ path }: FieldSpec): void => {
    const message = `The field spec \`${path}\` contradicts another one: only one of them makes the field.`
    level.context.report({ code: 'invalid-field', at: entry, message })
  }
  const own = mergeSpecs(fieldSpecsOf(itemsAt(entry, 'fields')), configuration.labels, onConflict)
  if (isTrueAt(entry, 'includeSelectors')) return mergeSpecs(own, configuration.commonLabels, onConflict)
  const withTemplates = isTrueAt(entry, 'includeTemplates')
    ? mergeSpecs(own, configuration.templateLabels, onConflict)
    : own
  return mergeSpecs(withTemplates, [METADATA_LABELS], onConflict)
}

function annotations({ node, configuration, level }: Making): Transformer[] {
  const common = mapAt(node, 'commonAnnotations')
  if (common === undefined || common.entries.size === 0) return []
  const options = { annotations: common, fieldSpecs: configuration.commonAnnotations }
  const change = annotationTransformer(options, level.context)
  // With `buildMetadata`, kustomize writes all annotations anew after each step.
  return [level.state.tracksOrigin ? change : addingShared(change)]
}

function replicas({ node, configuration, level }: Making): Transformer[] {
  return mapsAt(node, 'replicas').map(replica =>
    replicaTransformer({ replica, fieldSpecs: configuration.replicas }, level.context),
  )
}

function images({ node, configuration, level }: Making): Transformer[] {
  return mapsAt(node, 'images').map(image =>
    imageTransformer({ image, fieldSpecs: configuration.images }, level.context),
  )
}

function mapsAt(node: Mapping, field: string): readonly Mapping[] {
  return itemsAt(node, field).filter(item => item.kind === 'map')
}

function noEntries(node: Mapping): Mapping {
  return withEntries(node, new Map())
}
