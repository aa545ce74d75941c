import { isTrueAt, itemsAt, mapAt, scalarAt, withScalar } from '../../lib/node.ts'
import { baseName } from '../../lib/path.ts'
import { type Mapping, mapping, type Scalar, scalar } from '../../model/node.ts'
import { fieldSpecsOf } from './configuration-file.ts'
import type { FieldSpec } from './field-specs.ts'
import { TRANSFORMER_CONFIGS, VALUE_TARGETS } from './fields.ts'
import type { Kustomization } from './kustomization-file.ts'
import type { Level } from './level.ts'
import { parsedFile } from './load.ts'
import { hashTransformer } from './name-hash.ts'
import type { MadeBy, Transformer } from './object.ts'
import { strategicMergePlugin, targetedPatch } from './patch-steps.ts'
import { pluginConfigs, type PluginField, reportMisplaced } from './plugin-configs.ts'
import { replacementSteps } from './replacement-steps.ts'
import { shaped } from './shape.ts'
import { addingShared } from './shared-values.ts'
import { prefixTransformer, suffixTransformer } from './transformers/affix.ts'
import { imageTransformer } from './transformers/images.ts'
import { annotationTransformer, labelTransformer } from './transformers/labels.ts'
import { namespaceTransformer, type SubjectMode } from './transformers/namespace.ts'
import { replicaTransformer } from './transformers/replicas.ts'
import { valueAddTransformer } from './transformers/value-add.ts'

/** A transformer, and what `buildMetadata` says of it. */
export interface TransformStep {
  readonly transform: Transformer
  readonly madeBy: MadeBy | undefined
}

type Make = (config: Mapping, level: Level) => Transformer

/** One transformer out of many. */
export function inTurn(steps: readonly Transformer[]): Transformer {
  return objects => {
    let current = objects
    for (const step of steps) current = step(current)
    return current
  }
}

/** The builtins that `transformers` and `validators` may name. */
const BUILTINS: Readonly<Record<string, Make>> = {
  AnnotationsTransformer: (config, { context }) =>
    addingShared(
      annotationTransformer(
        { annotations: pairsAt(config, 'annotations'), fieldSpecs: specsOf(config) },
        context,
      ),
    ),
  HashTransformer: () => hashTransformer,
  ImageTagTransformer: (config, { context }) =>
    imageTransformer({ image: pairsAt(config, 'imageTag'), fieldSpecs: specsOf(config) }, context),
  LabelTransformer: (config, { context }) =>
    addingShared(
      labelTransformer({ labels: pairsAt(config, 'labels'), fieldSpecs: specsOf(config) }, context),
    ),
  NamespaceTransformer: namespaced,
  PatchJson6902Transformer: (config, level) =>
    inTurn(targetedPatch(config, { kind: 'json6902', text: 'jsonOp' }, level)),
  PatchStrategicMergeTransformer: (config, level) => inTurn(strategicMergePlugin(config, level)),
  PatchTransformer: (config, level) => inTurn(targetedPatch(config, { kind: 'any', text: 'patch' }, level)),
  PrefixSuffixTransformer: (config, level) => {
    return inTurn([prefixed(config, level), suffixed(config, level)])
  },
  PrefixTransformer: prefixed,
  ReplacementTransformer: (config, level) => inTurn(replacementSteps(itemsAt(config, 'replacements'), level)),
  ReplicaCountTransformer: (config, { context }) =>
    replicaTransformer({ replica: pairsAt(config, 'replica'), fieldSpecs: specsOf(config) }, context),
  SuffixTransformer: suffixed,
  ValueAddTransformer: valueAdded,
}

/** The transformers that a list of plugin files or texts asks for. */
export function pluginTransformers(
  field: Exclude<PluginField, 'generators'>,
  kustomization: Kustomization,
  level: Level,
): readonly TransformStep[] {
  return pluginConfigs(field, kustomization, level).flatMap(config => {
    const make = Object.hasOwn(BUILTINS, config.kind) ? BUILTINS[config.kind] : undefined
    if (make !== undefined) {
      const read = shaped(config.node, TRANSFORMER_CONFIGS[config.kind] ?? {}, {
        where: config.kind,
        context: level.context,
        isLenient: true,
      })
      return [{ transform: make(read, level), madeBy: config.madeBy }]
    }
    reportMisplaced(config, 'transformer', level)
    return []
  })
}

function specsOf(config: Mapping): readonly FieldSpec[] {
  return fieldSpecsOf(itemsAt(config, 'fieldSpecs'))
}

function pairsAt(config: Mapping, field: string): Mapping {
  return mapAt(config, field) ?? mapping(config, new Map())
}

function textAt(config: Mapping | undefined, field: string, at: Mapping): Scalar {
  const found = scalarAt(config, field)
  return found === undefined || found.value === null ? scalar(at, '') : withScalar(found, found.text)
}

function namespaced(config: Mapping, { context }: Level): Transformer {
  const namespace = textAt(mapAt(config, 'metadata'), 'namespace', config)
  const mode = textAt(config, 'setRoleBindingSubjects', config)
  const isKnown = isSubjectMode(mode.text)
  if (mode.text !== '' && !isKnown) {
    const message = `\`${mode.text}\` is none of \`${SUBJECT_MODES.join('`, `')}\`.`
    context.report({ code: 'invalid-field', at: mode, message })
  }
  const options = {
    namespace,
    fieldSpecs: specsOf(config),
    unsetOnly: isTrueAt(config, 'unsetOnly'),
    ...(isSubjectMode(mode.text) ? { setRoleBindingSubjects: mode.text } : {}),
  }
  return namespaceTransformer(options, context)
}

const SUBJECT_MODES = ['defaultOnly', 'allServiceAccounts', 'none'] as const satisfies readonly SubjectMode[]

function isSubjectMode(text: string): text is SubjectMode {
  return SUBJECT_MODES.some(mode => mode === text)
}

function valueAdded(config: Mapping, level: Level): Transformer {
  const options = {
    config,
    directoryName: baseName(level.directory),
    moreTargets: targetsInFile(scalarAt(config, 'targetFilePath'), level),
  }
  return valueAddTransformer(options, level.context)
}

function targetsInFile(path: Scalar | undefined, level: Level): readonly Mapping[] {
  if (path === undefined || path.text === '') return []
  const root = parsedFile(path, 'sigs', level)?.documents.find(document => document.root !== undefined)?.root
  if (root?.kind !== 'map') return []
  const reading = { where: path.text, context: level.context, isLenient: true }
  return itemsAt(shaped(root, VALUE_TARGETS, reading), 'targets').filter(item => item.kind === 'map')
}

function prefixed(config: Mapping, level: Level): Transformer {
  requireSpecs(config, level)
  const options = { prefix: textAt(config, 'prefix', config), fieldSpecs: specsOf(config) }
  return prefixTransformer(options, level.context)
}

function suffixed(config: Mapping, level: Level): Transformer {
  requireSpecs(config, level)
  const options = { suffix: textAt(config, 'suffix', config), fieldSpecs: specsOf(config) }
  return suffixTransformer(options, level.context)
}

function requireSpecs(config: Mapping, { context }: Level): void {
  if (config.entries.has('fieldSpecs')) return
  context.report({ code: 'invalid-field', at: config, message: 'The transformer has no `fieldSpecs`.' })
}
