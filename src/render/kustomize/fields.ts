import type { Fields, Shape } from './shape.ts'

const ID: Fields = { group: 'text', version: 'text', kind: 'text', name: 'text', namespace: 'text' }

const SELECTOR: Shape = { fields: { ...ID, annotationSelector: 'text', labelSelector: 'text' } }

const FIELD_SPECS: Shape = {
  list: { fields: { group: 'text', version: 'text', kind: 'text', path: 'text', create: 'flag' } },
}

const TEXT_LIST: Shape = { list: 'text' }

const FIELD_OPTIONS: Shape = {
  fields: { delimiter: 'text', index: 'integer', encoding: 'text', create: 'flag' },
}

const PATCH_OPTIONS: Shape = { fields: { allowNameChange: 'flag', allowKindChange: 'flag' } }

const PATCH: Shape = {
  fields: {
    path: 'text',
    patch: 'text',
    target: SELECTOR,
    options: PATCH_OPTIONS,
  },
}

const IMAGE: Shape = {
  fields: { name: 'text', newName: 'text', tagSuffix: 'text', newTag: 'text', digest: 'text' },
}

/** One entry of `replacements`, without `path`: also what a replacements file holds. */
export const REPLACEMENT: Fields = {
  source: { fields: { ...ID, fieldPath: 'text', options: FIELD_OPTIONS } },
  targets: {
    list: {
      fields: {
        select: SELECTOR,
        reject: { list: SELECTOR },
        fieldPaths: TEXT_LIST,
        options: FIELD_OPTIONS,
      },
    },
  },
  sourceValue: 'text',
}

const GENERATOR_OPTIONS: Shape = {
  fields: { labels: 'texts', annotations: 'texts', disableNameSuffixHash: 'flag', immutable: 'flag' },
}

/** One entry of `configMapGenerator`. */
export const CONFIG_MAP: Fields = {
  namespace: 'text',
  name: 'text',
  behavior: 'text',
  literals: TEXT_LIST,
  files: TEXT_LIST,
  envs: TEXT_LIST,
  env: 'text',
  options: GENERATOR_OPTIONS,
}

const VAR: Shape = {
  fields: {
    name: 'text',
    objref: { fields: { ...ID, apiVersion: 'text' } },
    fieldref: { fields: { fieldPath: 'text' } },
  },
}

const HELM_CHART: Shape = {
  fields: {
    name: 'text',
    version: 'text',
    repo: 'text',
    releaseName: 'text',
    namespace: 'text',
    additionalValuesFiles: TEXT_LIST,
    valuesFile: 'text',
    valuesInline: 'any',
    valuesMerge: 'text',
    includeCRDs: 'flag',
    skipHooks: 'flag',
    apiVersions: TEXT_LIST,
    kubeVersion: 'text',
    nameTemplate: 'text',
    skipTests: 'flag',
    debug: 'flag',
    devel: 'flag',
  },
}

const OLD_HELM_CHART: Shape = {
  fields: {
    chartName: 'text',
    chartVersion: 'text',
    chartRepoUrl: 'text',
    chartHome: 'text',
    chartRepoName: 'text',
    helmBin: 'text',
    helmHome: 'text',
    values: 'text',
    valuesLocal: 'any',
    valuesMerge: 'text',
    releaseName: 'text',
    releaseNamespace: 'text',
    extraArgs: TEXT_LIST,
  },
}

/** Every field of a kustomization file, with the deprecated ones. */
export const KUSTOMIZATION: Fields = {
  apiVersion: 'text',
  kind: 'text',
  metadata: { fields: { name: 'text', namespace: 'text', labels: 'texts', annotations: 'texts' } },
  openapi: 'texts',
  namePrefix: 'text',
  nameSuffix: 'text',
  namespace: 'text',
  commonLabels: 'texts',
  labels: {
    list: {
      fields: { pairs: 'texts', includeSelectors: 'flag', includeTemplates: 'flag', fields: FIELD_SPECS },
    },
  },
  commonAnnotations: 'texts',
  patchesStrategicMerge: TEXT_LIST,
  patchesJson6902: { list: PATCH },
  patches: { list: PATCH },
  images: { list: IMAGE },
  imageTags: { list: IMAGE },
  replacements: { list: { fields: { ...REPLACEMENT, path: 'text' } } },
  replicas: { list: { fields: { name: 'text', count: 'integer' } } },
  vars: { list: VAR },
  sortOptions: {
    fields: {
      order: 'text',
      legacySortOptions: { fields: { orderFirst: TEXT_LIST, orderLast: TEXT_LIST } },
    },
  },
  resources: TEXT_LIST,
  components: TEXT_LIST,
  crds: TEXT_LIST,
  bases: TEXT_LIST,
  configMapGenerator: { list: { fields: CONFIG_MAP }, keepsDamaged: true },
  secretGenerator: { list: { fields: { ...CONFIG_MAP, type: 'text' } }, keepsDamaged: true },
  helmGlobals: { fields: { chartHome: 'text', configHome: 'text' } },
  helmCharts: { list: HELM_CHART },
  helmChartInflationGenerator: { list: OLD_HELM_CHART },
  generatorOptions: GENERATOR_OPTIONS,
  configurations: TEXT_LIST,
  generators: TEXT_LIST,
  transformers: TEXT_LIST,
  validators: TEXT_LIST,
  buildMetadata: TEXT_LIST,
}

/** One file of `configurations`: lists of field specs, and which fields name which kinds. */
export const CONFIGURATION: Fields = {
  namePrefix: FIELD_SPECS,
  nameSuffix: FIELD_SPECS,
  namespace: FIELD_SPECS,
  commonLabels: FIELD_SPECS,
  labels: FIELD_SPECS,
  templateLabels: FIELD_SPECS,
  commonAnnotations: FIELD_SPECS,
  nameReference: {
    list: { fields: { group: 'text', version: 'text', kind: 'text', fieldSpecs: FIELD_SPECS } },
  },
  varReference: FIELD_SPECS,
  images: FIELD_SPECS,
  replicas: FIELD_SPECS,
}

const METADATA: Shape = { fields: { name: 'text', namespace: 'text' } }

const TARGETED: Fields = { path: 'text', target: SELECTOR }

/** Where a `ValueAddTransformer` puts its value; also what the file at `targetFilePath` holds. */
export const VALUE_TARGETS: Fields = {
  targets: { list: { fields: { selector: SELECTOR, fieldPath: 'text', filePathPosition: 'integer' } } },
}

/** What the builtin transformers read of their configurations. */
export const TRANSFORMER_CONFIGS: Readonly<Record<string, Fields>> = {
  AnnotationsTransformer: { annotations: 'texts', fieldSpecs: FIELD_SPECS },
  HashTransformer: {},
  ImageTagTransformer: { imageTag: IMAGE, fieldSpecs: FIELD_SPECS },
  LabelTransformer: { labels: 'texts', fieldSpecs: FIELD_SPECS },
  NamespaceTransformer: {
    metadata: METADATA,
    fieldSpecs: FIELD_SPECS,
    unsetOnly: 'flag',
    setRoleBindingSubjects: 'text',
  },
  PatchJson6902Transformer: { ...TARGETED, jsonOp: 'text' },
  PatchStrategicMergeTransformer: { paths: TEXT_LIST, patches: 'text' },
  PatchTransformer: { ...TARGETED, patch: 'text', options: PATCH_OPTIONS },
  PrefixSuffixTransformer: { prefix: 'text', suffix: 'text', fieldSpecs: FIELD_SPECS },
  PrefixTransformer: { prefix: 'text', fieldSpecs: FIELD_SPECS },
  ReplacementTransformer: { replacements: { list: { fields: { ...REPLACEMENT, path: 'text' } } } },
  ReplicaCountTransformer: {
    replica: { fields: { name: 'text', count: 'integer' } },
    fieldSpecs: FIELD_SPECS,
  },
  SuffixTransformer: { suffix: 'text', fieldSpecs: FIELD_SPECS },
  ValueAddTransformer: {
    ...VALUE_TARGETS,
    value: 'text',
    targetFilePath: 'text',
  },
}
