import { configMap, deployment, type Files } from './kustomize-tree.ts'

/** One way to write the value at a kind's keys, where it then comes from, and where it was before, latest first. */
export interface Place {
  readonly by: string
  readonly files: Files
  readonly directory?: string
  readonly at: readonly (string | number)[]
  readonly value: unknown
  readonly place: string
  readonly before?: readonly string[]
}

const REPLICAS = ['Deployment', 'spec', 'replicas'] as const

const IMAGE = ['Deployment', 'spec', 'template', 'spec', 'containers', 0, 'image'] as const

const MERGED: Files = {
  'base/kustomization.yaml': 'configMapGenerator:\n- name: settings\n  literals:\n  - a=1\n  - b=2\n',
  'top/kustomization.yaml':
    'resources:\n- ../base\nconfigMapGenerator:\n- name: settings\n  behavior: merge\n  literals:\n  - b=3\n',
}

export const PLACES: readonly Place[] = [
  {
    by: 'a resource of a base',
    files: {
      'base/kustomization.yaml': 'resources:\n- web.yaml\n',
      'base/web.yaml': deployment('web'),
      'prod/kustomization.yaml': 'resources:\n- ../base\n',
    },
    directory: 'prod',
    at: REPLICAS,
    value: 1,
    place: 'base/web.yaml:6',
  },
  {
    by: 'a strategic merge patch in a file',
    files: {
      'kustomization.yaml': 'resources:\n- web.yaml\npatches:\n- path: more.yaml\n',
      'web.yaml': deployment('web'),
      'more.yaml': 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  replicas: 50\n',
    },
    at: REPLICAS,
    value: 50,
    place: 'more.yaml:6',
  },
  {
    by: 'an inline strategic merge patch',
    files: {
      'kustomization.yaml':
        'resources:\n- web.yaml\npatches:\n- target:\n    kind: Deployment\n  patch: |-\n    kind: Deployment\n    metadata:\n      name: any\n    spec:\n      replicas: 50\n',
      'web.yaml': deployment('web'),
    },
    at: REPLICAS,
    value: 50,
    place: 'kustomization.yaml:11',
  },
  {
    by: 'an inline JSON patch',
    files: {
      'kustomization.yaml':
        'resources:\n- web.yaml\npatches:\n- target:\n    kind: Deployment\n  patch: |-\n    - op: replace\n      path: /spec/replicas\n      value: 50\n',
      'web.yaml': deployment('web'),
    },
    at: REPLICAS,
    value: 50,
    place: 'kustomization.yaml:9',
  },
  {
    by: 'an entry of `patchesStrategicMerge`',
    files: {
      'kustomization.yaml':
        'resources:\n- web.yaml\npatchesStrategicMerge:\n- |-\n  apiVersion: apps/v1\n  kind: Deployment\n  metadata:\n    name: web\n  spec:\n    replicas: 50\n',
      'web.yaml': deployment('web'),
    },
    at: REPLICAS,
    value: 50,
    place: 'kustomization.yaml:10',
  },
  {
    by: 'an entry of `patchesJson6902`',
    files: {
      'kustomization.yaml':
        'resources:\n- web.yaml\npatchesJson6902:\n- target:\n    group: apps\n    version: v1\n    kind: Deployment\n    name: web\n  path: ops.yaml\n',
      'web.yaml': deployment('web'),
      'ops.yaml': '- op: replace\n  path: /spec/replicas\n  value: 50\n',
    },
    at: REPLICAS,
    value: 50,
    place: 'ops.yaml:3',
  },
  {
    by: 'a patch of a component',
    files: {
      'app/kustomization.yaml': 'resources:\n- web.yaml\ncomponents:\n- ../many\n',
      'app/web.yaml': deployment('web'),
      'many/kustomization.yaml': 'kind: Component\npatches:\n- path: more.yaml\n',
      'many/more.yaml':
        'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  replicas: 50\n',
    },
    directory: 'app',
    at: REPLICAS,
    value: 50,
    place: 'many/more.yaml:6',
  },
  {
    by: '`replicas`',
    files: {
      'kustomization.yaml': 'resources:\n- web.yaml\nreplicas:\n- name: web\n  count: 50\n',
      'web.yaml': deployment('web'),
    },
    at: REPLICAS,
    value: 50,
    place: 'kustomization.yaml:5',
  },
  {
    by: '`images`',
    files: {
      'kustomization.yaml': 'resources:\n- web.yaml\nimages:\n- name: nginx\n  newTag: "2.0"\n',
      'web.yaml': deployment('web'),
    },
    at: IMAGE,
    value: 'nginx:2.0',
    place: 'kustomization.yaml:5',
    before: ['web.yaml:11'],
  },
  {
    by: '`replacements`, which copy into the target that they name',
    files: {
      'kustomization.yaml':
        'resources:\n- web.yaml\n- settings.yaml\nreplacements:\n- source:\n    kind: ConfigMap\n    fieldPath: data.key\n  targets:\n  - select:\n      kind: Deployment\n    fieldPaths:\n    - spec.template.spec.containers.0.image\n',
      'web.yaml': deployment('web'),
      'settings.yaml': configMap('settings'),
    },
    at: IMAGE,
    value: 'value',
    place: 'kustomization.yaml:12',
    before: ['web.yaml:11'],
  },
  {
    by: '`namePrefix`',
    files: {
      'kustomization.yaml': 'resources:\n- web.yaml\nnamePrefix: prod-\n',
      'web.yaml': deployment('web'),
    },
    at: ['Deployment', 'metadata', 'name'],
    value: 'prod-web',
    place: 'kustomization.yaml:3',
    before: ['web.yaml:4'],
  },
  {
    by: '`nameSuffix` after a `namePrefix` of the base',
    files: {
      'base/kustomization.yaml': 'resources:\n- web.yaml\nnamePrefix: prod-\n',
      'base/web.yaml': deployment('web'),
      'top/kustomization.yaml': 'resources:\n- ../base\nnameSuffix: "-2"\n',
    },
    directory: 'top',
    at: ['Deployment', 'metadata', 'name'],
    value: 'prod-web-2',
    place: 'top/kustomization.yaml:3',
    before: ['base/kustomization.yaml:3', 'base/web.yaml:4'],
  },
  {
    by: '`namespace`',
    files: {
      'kustomization.yaml': 'namespace: apps\nresources:\n- web.yaml\n',
      'web.yaml': deployment('web'),
    },
    at: ['Deployment', 'metadata', 'namespace'],
    value: 'apps',
    place: 'kustomization.yaml:1',
  },
  {
    by: '`labels`',
    files: {
      'kustomization.yaml': 'resources:\n- web.yaml\nlabels:\n- pairs:\n    team: blue\n',
      'web.yaml': deployment('web'),
    },
    at: ['Deployment', 'metadata', 'labels', 'team'],
    value: 'blue',
    place: 'kustomization.yaml:5',
  },
  {
    by: '`commonLabels`, in a selector',
    files: {
      'kustomization.yaml': 'resources:\n- web.yaml\ncommonLabels:\n  team: blue\n',
      'web.yaml': deployment('web'),
    },
    at: ['Deployment', 'spec', 'selector', 'matchLabels', 'team'],
    value: 'blue',
    place: 'kustomization.yaml:4',
  },
  {
    by: '`commonAnnotations`',
    files: {
      'kustomization.yaml': 'resources:\n- web.yaml\ncommonAnnotations:\n  team: blue\n',
      'web.yaml': deployment('web'),
    },
    at: ['Deployment', 'metadata', 'annotations', 'team'],
    value: 'blue',
    place: 'kustomization.yaml:4',
  },
  {
    by: 'a builtin under `transformers`',
    files: {
      'kustomization.yaml': 'resources:\n- web.yaml\ntransformers:\n- team.yaml\n',
      'web.yaml': deployment('web'),
      'team.yaml':
        'apiVersion: builtin\nkind: LabelTransformer\nmetadata:\n  name: team\nlabels:\n  team: blue\nfieldSpecs:\n- path: metadata/labels\n  create: true\n',
    },
    at: ['Deployment', 'metadata', 'labels', 'team'],
    value: 'blue',
    place: 'team.yaml:6',
  },
  {
    by: 'a literal of a `configMapGenerator`',
    files: { 'kustomization.yaml': 'configMapGenerator:\n- name: settings\n  literals:\n  - a=1\n  - b=2\n' },
    at: ['ConfigMap', 'data', 'b'],
    value: '2',
    place: 'kustomization.yaml:5',
  },
  {
    by: 'a line of an env file',
    files: {
      'kustomization.yaml': 'configMapGenerator:\n- name: settings\n  envs:\n  - all.env\n',
      'all.env': '# comment\nA=1\nB=2\n',
    },
    at: ['ConfigMap', 'data', 'B'],
    value: '2',
    place: 'all.env:3',
  },
  {
    by: 'a file of a `configMapGenerator`',
    files: {
      'kustomization.yaml': 'configMapGenerator:\n- name: settings\n  files:\n  - all.txt\n',
      'all.txt': 'one\ntwo\n',
    },
    at: ['ConfigMap', 'data', 'all.txt'],
    value: 'one\ntwo\n',
    place: 'all.txt:1',
  },
  {
    by: 'a literal of a `secretGenerator`, encoded',
    files: { 'kustomization.yaml': 'secretGenerator:\n- name: settings\n  literals:\n  - a=1\n' },
    at: ['Secret', 'data', 'a'],
    value: 'MQ==',
    place: 'kustomization.yaml:4',
    before: ['kustomization.yaml:4'],
  },
  {
    by: 'a generator that merges into another',
    files: MERGED,
    directory: 'top',
    at: ['ConfigMap', 'data', 'b'],
    value: '3',
    place: 'top/kustomization.yaml:7',
  },
  {
    by: 'a generator whose value another one leaves alone',
    files: MERGED,
    directory: 'top',
    at: ['ConfigMap', 'data', 'a'],
    value: '1',
    place: 'base/kustomization.yaml:4',
  },
  {
    by: 'the hash of a generated name, at the entry of its generator',
    files: { 'kustomization.yaml': 'configMapGenerator:\n- name: settings\n  literals:\n  - a=1\n' },
    at: ['ConfigMap', 'metadata', 'name'],
    value: 'settings-h29d89cmmt',
    place: 'kustomization.yaml:2',
    before: ['kustomization.yaml:2'],
  },
  {
    by: 'a reference to a generated name',
    files: {
      'kustomization.yaml':
        'resources:\n- web.yaml\nconfigMapGenerator:\n- name: settings\n  literals:\n  - a=1\n',
      'web.yaml': deployment('web'),
    },
    at: ['Deployment', 'spec', 'template', 'spec', 'containers', 0, 'envFrom', 0, 'configMapRef', 'name'],
    value: 'settings-h29d89cmmt',
    place: 'kustomization.yaml:4',
    before: ['web.yaml:14'],
  },
  {
    by: 'a variable',
    files: {
      'kustomization.yaml':
        'resources:\n- all.yaml\nvars:\n- name: KEY\n  objref:\n    apiVersion: v1\n    kind: ConfigMap\n    name: settings\n  fieldref:\n    fieldpath: data.key\n',
      'all.yaml': `${configMap('settings')}---\n${deployment('web', '  annotations:\n    key: $(KEY)\n')}`,
    },
    at: ['Deployment', 'metadata', 'annotations', 'key'],
    value: 'value',
    place: 'all.yaml:6',
    before: ['all.yaml:13'],
  },
]
