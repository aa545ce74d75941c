import { expect, test } from 'vitest'
import { printed } from './kustomize-suite.ts'
import { buildTree, configMap, deployment, type Files } from './kustomize-tree.ts'

interface Edge {
  readonly name: string
  readonly files: Files
  readonly directory?: string
  /** Lines that the kustomize 5.8.1 binary prints for the case, in order. */
  readonly lines: readonly string[]
}

/** Where the binary does what its documentation does not say; each was seen there. */
const EDGES: readonly Edge[] = [
  {
    name: 'a label of an overlay changes the selector that a base made with it',
    files: {
      'base/kustomization.yaml': 'resources:\n- web.yaml\ncommonLabels:\n  app: base\n',
      'base/web.yaml': deployment('web'),
      'top/kustomization.yaml': 'resources:\n- ../base\nlabels:\n- pairs:\n    app: top\n',
    },
    directory: 'top',
    lines: ['    app: top', '      app: top', '        app: top'],
  },
  {
    name: 'a JSON patch in between ends that',
    files: {
      'base/kustomization.yaml': 'resources:\n- web.yaml\ncommonLabels:\n  app: base\n',
      'base/web.yaml': deployment('web'),
      'top/kustomization.yaml':
        'resources:\n- ../base\nlabels:\n- pairs:\n    app: top\npatches:\n- target:\n    kind: Deployment\n  patch: |-\n    - op: test\n      path: /spec/replicas\n      value: 1\n',
    },
    directory: 'top',
    lines: ['    app: top', '      app: base', '        app: base'],
  },
  {
    name: 'a field spec for one kind hides the one for all kinds',
    files: {
      'kustomization.yaml': 'resources:\n- all.yaml\nnamePrefix: x-\nconfigurations:\n- names.yaml\n',
      'all.yaml': `${configMap('one')}---\nkind: Other\nmetadata:\n  name: two\n`,
      'names.yaml': 'namePrefix:\n- path: metadata/name\n  kind: Other\n',
    },
    lines: ['  name: one', '  name: x-two'],
  },
  {
    name: 'annotations are printed as they are written, labels as they are typed',
    files: {
      'kustomization.yaml': 'resources:\n- all.yaml\n',
      'all.yaml': configMap(
        'one',
        '  annotations:\n    a: 2001-01-01\n    b: 1.50\n  labels:\n    a: 2001-01-01\n',
      ),
    },
    lines: ['    a: "2001-01-01"', '    b: "1.50"', '    a: "2001-01-01T00:00:00Z"'],
  },
  {
    name: 'empty annotations go, and a list without metadata gets some',
    files: {
      'kustomization.yaml': 'resources:\n- all.yaml\n',
      'all.yaml': `${configMap('one', '  annotations: {}\n  labels: {}\n')}---\nkind: OtherList\nspec: 1\n`,
    },
    lines: ['  labels: {}', 'metadata: {}'],
  },
  {
    name: 'items of a list come after the rest of their file',
    files: {
      'kustomization.yaml': 'sortOptions:\n  order: fifo\nresources:\n- all.yaml\n',
      'all.yaml': `kind: List\nitems:\n- kind: A\n  metadata:\n    name: first\n---\n${configMap('second')}`,
    },
    lines: ['  name: second', '  name: first'],
  },
  {
    name: 'generators strip quotes, and take `=` into values',
    files: {
      'kustomization.yaml':
        'configMapGenerator:\n- name: one\n  literals:\n  - a="x"\n  - b=c=d\n  - e=\n  envs:\n  - all.env\n',
      'all.env': '# no\n  F=1 \nG\n=x\nH="y"\n',
    },
    lines: ["  F: '1 '", '  G: ""', '  H: \'"y"\'', '  a: x', '  b: c=d', '  e: ""'],
  },
  {
    name: 'the last line of an env file may end in half a line break',
    files: {
      'kustomization.yaml': 'configMapGenerator:\n- name: one\n  envs:\n  - all.env\n',
      'all.env': 'F=1\r\nG=2\r\r\nH=3\r',
    },
    lines: ['  F: "1"', '  G: "2\\r"', '  H: "3"'],
  },
  {
    name: 'base64 text is broken where it fills a line',
    files: {
      'kustomization.yaml': `secretGenerator:\n- name: one\n  literals:\n  - a=${'x'.repeat(51)}\n  - b=${'x'.repeat(54)}\n`,
    },
    lines: [`  a: ${'eHh4'.repeat(17)}`, '  b: |', `    ${'eHh4'.repeat(17)}eH`, '    h4'],
  },
  {
    name: 'a hash that the base turned off stays off',
    files: {
      'base/kustomization.yaml':
        'configMapGenerator:\n- name: one\n  options:\n    disableNameSuffixHash: true\n  literals:\n  - a=1\n',
      'top/kustomization.yaml':
        'resources:\n- ../base\nconfigMapGenerator:\n- name: one\n  behavior: merge\n  literals:\n  - b=2\n',
    },
    directory: 'top',
    lines: ['  a: "1"', '  b: "2"', '  name: one'],
  },
  {
    name: 'a service account of a binding follows its namespace',
    files: {
      'kustomization.yaml': 'namespace: apps\nnamePrefix: x-\nresources:\n- all.yaml\n',
      'all.yaml':
        'apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: runner\n---\napiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nmetadata:\n  name: runner\nroleRef:\n  apiGroup: rbac.authorization.k8s.io\n  kind: ClusterRole\n  name: view\nsubjects:\n- kind: ServiceAccount\n  name: runner\n',
    },
    lines: [
      '  name: x-runner',
      '  namespace: apps',
      '  name: x-runner',
      '- kind: ServiceAccount',
      '  name: x-runner',
      '  namespace: apps',
    ],
  },
  {
    name: 'variables keep their type where they stand alone, and `$$` escapes',
    files: {
      'kustomization.yaml':
        'resources:\n- all.yaml\nvars:\n- name: PORT\n  objref:\n    apiVersion: v1\n    kind: Service\n    name: web\n  fieldref:\n    fieldpath: spec.ports[0].port\n',
      'all.yaml':
        'apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  ports:\n  - port: 80\n    targetPort: $(PORT)\n---\napiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n  - name: main\n    args: ["x$(PORT)", "$$(PORT)", "$(OTHER)"]\n',
    },
    lines: ['    targetPort: 80', '    - x80', '    - $(PORT)', '    - $(OTHER)'],
  },
  {
    name: 'a JSON patch adds to annotations that no file has',
    files: {
      'kustomization.yaml':
        'resources:\n- one.yaml\npatches:\n- target:\n    kind: ConfigMap\n  patch: |-\n    - op: add\n      path: /metadata/annotations/note\n      value: x\n',
      'one.yaml': configMap('one'),
    },
    lines: ['  annotations:', '    note: x', '  name: one'],
  },
  {
    name: 'a JSON patch removes annotations that no file has',
    files: {
      'kustomization.yaml':
        'resources:\n- one.yaml\npatches:\n- target:\n    kind: ConfigMap\n  patch: |-\n    - op: remove\n      path: /metadata/annotations\n',
      'one.yaml': configMap('one'),
    },
    lines: ['  name: one'],
  },
  {
    name: 'a count of replicas in quotes stays in quotes',
    files: {
      'kustomization.yaml': 'resources:\n- web.yaml\nreplicas:\n- name: web\n  count: 3\n',
      'web.yaml': deployment('web').replace('replicas: 1', 'replicas: "1"'),
    },
    lines: ['  replicas: "3"'],
  },
  {
    name: 'an object goes by the names that kustomize noted on it',
    files: {
      'kustomization.yaml':
        'resources:\n- all.yaml\nreplacements:\n- source:\n    kind: ConfigMap\n    name: before\n    fieldPath: data.key\n  targets:\n  - select:\n      kind: Other\n    fieldPaths:\n    - spec\n',
      'all.yaml': `${configMap(
        'after',
        '  annotations:\n    internal.config.kubernetes.io/previousNames: before\n    internal.config.kubernetes.io/previousNamespaces: default\n    internal.config.kubernetes.io/previousKinds: ConfigMap\n',
      )}---\nkind: Other\nmetadata:\n  name: two\nspec: old\n`,
    },
    lines: ['  name: after', 'spec: value'],
  },
  {
    name: 'a count that a patch writes in quotes in the place of a number has none',
    files: {
      'kustomization.yaml': 'resources:\n- web.yaml\npatches:\n- path: one.yaml\n- path: two.yaml\n',
      'web.yaml': deployment('web'),
      'one.yaml': 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  replicas: "2"\n',
      'two.yaml': 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  replicas: 3\n',
    },
    lines: ['  replicas: 3'],
  },
  {
    name: 'a replacement makes text of any annotation',
    files: {
      'kustomization.yaml':
        'resources:\n- one.yaml\nreplacements:\n- source:\n    kind: ConfigMap\n  targets:\n  - select:\n      kind: ConfigMap\n    fieldPaths:\n    - metadata.annotations.note\n',
      'one.yaml': configMap('one', '  annotations:\n    note: 1\n'),
    },
    lines: ['    note: one'],
  },
  {
    name: 'a kustomization ends where its first document ends',
    files: {
      'kustomization.yaml': '# all\n---\nresources:\n- one.yaml\n---\nbroken: [\n',
      'one.yaml': configMap('one'),
    },
    lines: ['  name: one'],
  },
]

for (const { name, files, directory, lines } of EDGES) {
  test(`does as kustomize: ${name}`, () => {
    const build = buildTree(files, directory)
    expect(build.problems).toEqual([])
    const wanted = new Set(lines)
    const text = printed(build)
      .split('\n')
      .filter(line => wanted.has(line))
    expect(text).toEqual(lines)
  })
}

const REFUSED: Readonly<Record<string, Files>> = {
  'a kustomization whose first document is empty': {
    'kustomization.yaml': '# none\n---\n---\nresources:\n- one.yaml\n',
    'one.yaml': configMap('one'),
  },
  'an empty kustomization': { 'kustomization.yaml': 'kind: Kustomization\nnamePrefix: ""\nbases: []\n' },
  'a JSON patch in flow style': {
    'kustomization.yaml':
      'resources:\n- web.yaml\npatches:\n- target:\n    kind: Deployment\n  patch: "[{op: remove, path: /spec/replicas}]"\n',
    'web.yaml': deployment('web'),
  },
  'a generated key that reads as a number': {
    'kustomization.yaml': 'configMapGenerator:\n- name: one\n  literals:\n  - 1=x\n',
  },
  'a subject without a name, where nothing is renamed': {
    'kustomization.yaml': 'resources:\n- all.yaml\n',
    'all.yaml':
      'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nmetadata:\n  name: runner\nsubjects:\n- kind: ServiceAccount\n',
  },
  'a JSON patch in `patchesJson6902` that adds to annotations that no file has': {
    'kustomization.yaml':
      'resources:\n- one.yaml\npatchesJson6902:\n- target:\n    version: v1\n    kind: ConfigMap\n    name: one\n  patch: |-\n    - op: add\n      path: /metadata/annotations/note\n      value: x\n',
    'one.yaml': configMap('one'),
  },
  'a blank namespace of a service account in a role binding': {
    'kustomization.yaml': 'resources:\n- all.yaml\n',
    'all.yaml':
      'apiVersion: rbac.authorization.k8s.io/v1\nkind: RoleBinding\nmetadata:\n  name: runner\nsubjects:\n- kind: ServiceAccount\n  name: runner\n  namespace:\n',
  },
  'names that were noted without their namespaces': {
    'kustomization.yaml': 'resources:\n- one.yaml\n',
    'one.yaml': configMap(
      'one',
      '  annotations:\n    internal.config.kubernetes.io/previousNames: a,b\n    internal.config.kubernetes.io/previousKinds: A,B\n',
    ),
  },
  'a generated text that begins with a tab': {
    'kustomization.yaml': 'configMapGenerator:\n- name: one\n  files:\n  - one.txt\n',
    'one.txt': '\tx\ny\n',
  },
  'a block of text that begins with a tab': {
    'kustomization.yaml': 'resources:\n- one.yaml\n',
    'one.yaml': configMap('one').replace('key: value', 'key: |2\n    \tx'),
  },
  'a list of field specs where a map of them belongs': {
    'kustomization.yaml': 'resources:\n- one.yaml\nconfigurations:\n- all.yaml\n',
    'one.yaml': configMap('one'),
    'all.yaml': '- path: spec/name\n',
  },
  'a CRD under `crds`': {
    'kustomization.yaml': 'resources:\n- one.yaml\ncrds:\n- crd.yaml\n',
    'one.yaml': configMap('one'),
    'crd.yaml': 'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata:\n  name: x\n',
  },
}

for (const [name, files] of Object.entries(REFUSED)) {
  test(`refuses ${name}, as kustomize does`, () => {
    expect(buildTree(files).problems).toHaveLength(1)
  })
}
