import { expect, test } from 'vitest'
import { buildTree, configMap, deployment, type Files, placeOf } from './kustomize-tree.ts'

interface Mistake {
  readonly name: string
  readonly files: Files
  readonly directory?: string
  /** Every problem and gap: `code or reason`, place, message, and what to do. */
  readonly told: readonly string[]
  /** Names of the objects that are built all the same. */
  readonly built?: readonly string[]
}

const MISTAKES: readonly Mistake[] = [
  {
    name: 'a resource that does not exist, without the patch that needs it',
    files: {
      'kustomization.yaml':
        'resources:\n- wbe.yaml\n- settings.yaml\npatches:\n- patch: |-\n    apiVersion: apps/v1\n    kind: Deployment\n    metadata:\n      name: web\n',
      'settings.yaml': configMap('settings'),
      'web.yaml': deployment('web'),
    },
    told: ['missing-resource kustomization.yaml:2 `wbe.yaml` does not exist. Did you mean `web.yaml`?'],
    built: ['settings'],
  },
  {
    name: 'a directory that does not exist, deep below',
    files: {
      'kustomization.yaml': 'resources:\n- apps/prodd/web\n',
      'apps/prod/web/kustomization.yaml': 'resources: []\n',
    },
    told: [
      'missing-resource kustomization.yaml:2 `apps/prodd/web` does not exist. Did you mean `apps/prod/web`?',
    ],
  },
  {
    name: 'a misspelt field, once, whatever follows from it',
    files: {
      'kustomization.yaml':
        'resource:\n- web.yaml\npatches:\n- patch: |-\n    apiVersion: apps/v1\n    kind: Deployment\n    metadata:\n      name: web\n',
      'web.yaml': deployment('web'),
    },
    told: [
      'unknown-field kustomization.yaml:1 `resource` is no field of a kustomization. Did you mean `resources`?',
    ],
  },
  {
    name: 'a misspelt field of a patch',
    files: {
      'kustomization.yaml': 'resources:\n- web.yaml\npatches:\n- paht: more.yaml\n',
      'web.yaml': deployment('web'),
    },
    told: ['unknown-field kustomization.yaml:4 `paht` is no field of `patches`. Did you mean `path`?'],
    built: ['web'],
  },
  {
    name: 'values of wrong types, each at its own place',
    files: {
      'kustomization.yaml':
        'resources:\n- web.yaml\nnamePrefix: 5\ncommonLabels:\n  a: true\n  b: c\nimages: nginx\n',
      'web.yaml': deployment('web'),
    },
    told: [
      'invalid-field kustomization.yaml:3 `namePrefix` is a number, not text.',
      'invalid-field kustomization.yaml:5 `commonLabels.a` is a boolean, not text.',
      'invalid-field kustomization.yaml:7 `images` is text, not a list.',
    ],
    built: ['web'],
  },
  {
    name: 'a patch whose target is nowhere',
    files: {
      'kustomization.yaml': 'resources:\n- web.yaml\npatches:\n- path: more.yaml\n',
      'web.yaml': deployment('web'),
      'more.yaml': deployment('wbe'),
    },
    told: [
      'patch-target more.yaml:4 The patch is for `Deployment wbe`, which is not among the resources. Did you mean `web`?',
    ],
    built: ['web'],
  },
  {
    name: 'one object in two files',
    files: {
      'kustomization.yaml': 'resources:\n- a.yaml\n- b.yaml\n',
      'a.yaml': configMap('settings'),
      'b.yaml': configMap('settings'),
    },
    told: ['duplicate-id b.yaml:4 `ConfigMap settings` is defined twice: also in `a.yaml`.'],
    built: ['settings'],
  },
  {
    name: 'a file copied from another, its name as well',
    files: {
      'kustomization.yaml': 'resources:\n- blog.yaml\n- shop.yaml\n',
      'blog.yaml': configMap('apps-shop'),
      'shop.yaml': configMap('apps-shop'),
    },
    told: ['duplicate-id blog.yaml:4 `ConfigMap apps-shop` is defined twice: also in `shop.yaml`.'],
    built: ['apps-shop'],
  },
  {
    name: 'an object that a base has already',
    directory: 'dev',
    files: {
      'dev/kustomization.yaml': 'resources:\n- own.yaml\n- ../base\n',
      'dev/own.yaml': configMap('settings'),
      'base/kustomization.yaml': 'resources:\n- given.yaml\n',
      'base/given.yaml': configMap('settings'),
    },
    told: ['duplicate-id dev/own.yaml:4 `ConfigMap settings` is defined twice: also in `base/given.yaml`.'],
    built: ['settings'],
  },
  {
    name: 'one file listed twice',
    files: { 'kustomization.yaml': 'resources:\n- a.yaml\n- a.yaml\n', 'a.yaml': configMap('settings') },
    told: ['duplicate-id kustomization.yaml:3 `ConfigMap settings` is brought in twice.'],
    built: ['settings'],
  },
  {
    name: 'a circle of directories',
    files: {
      'kustomization.yaml': 'resources:\n- base\n',
      'base/kustomization.yaml': 'resources:\n- ..\n',
    },
    told: ['cycle base/kustomization.yaml:2 `..` leads back to a kustomization that is being built.'],
  },
  {
    name: 'a mistake in a base, once, however often the base is used',
    files: {
      'kustomization.yaml': 'resources:\n- a\n- b\n',
      'a/kustomization.yaml': 'namePrefix: a-\nresources:\n- ../base\n',
      'b/kustomization.yaml': 'namePrefix: b-\nresources:\n- ../base\n',
      'base/kustomization.yaml': 'resources:\n- settings.yaml\n- gone.yaml\n',
      'base/settings.yaml': configMap('settings'),
    },
    told: ['missing-resource base/kustomization.yaml:3 `gone.yaml` does not exist.'],
    built: ['a-settings', 'b-settings'],
  },
  {
    name: 'YAML that does not parse, beside what does',
    files: {
      'kustomization.yaml': 'resources:\n- all.yaml\n',
      'all.yaml': `${configMap('one')}---\nkind: [\n---\n${configMap('two')}`,
    },
    told: ['syntax all.yaml:9 A `[` or `{` is never closed.'],
    built: ['one', 'two'],
  },
  {
    name: 'an object without a name',
    files: {
      'kustomization.yaml': 'resources:\n- all.yaml\n',
      'all.yaml': `apiVersion: v1\nkind: Secret\nmetadata:\n  generateName: x\n---\n${configMap('two')}`,
    },
    told: ['invalid-resource all.yaml:3 The `Secret` has no `metadata.name`.'],
    built: ['two'],
  },
  {
    name: 'a Flux Kustomization under the name of a kustomization file',
    files: {
      'kustomization.yaml': 'resources:\n- apps\n',
      'apps/kustomization.yaml':
        'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata:\n  name: apps\nspec:\n  path: ./apps\n',
    },
    told: [
      'invalid-field apps/kustomization.yaml:1 A Flux `Kustomization` stands where kustomize looks for its own kustomization file. Give the file another name.',
    ],
  },
  {
    name: 'what is remote or would be run',
    files: {
      'kustomization.yaml':
        'resources:\n- settings.yaml\n- https://example.com/all.yaml\n- github.com/example/repo//deploy?ref=v1\nhelmCharts:\n- name: web\ntransformers:\n- run.yaml\n',
      'run.yaml': 'apiVersion: example.com/v1\nkind: Runner\nmetadata:\n  name: run\n',
      'settings.yaml': configMap('settings'),
    },
    told: [
      'remote-base kustomization.yaml:3 `https://example.com/all.yaml` is remote and is not fetched.',
      'remote-base kustomization.yaml:4 `github.com/example/repo//deploy?ref=v1` is remote and is not fetched.',
      'unsupported kustomization.yaml:6 The chart `web` is not rendered: kustomize would run Helm.',
      'unsupported run.yaml:1 The plugin `Runner run` is not built into kustomize and is not run.',
    ],
    built: ['settings'],
  },
  {
    name: 'a component among the resources, and a base among the components',
    files: {
      'kustomization.yaml': 'resources:\n- part\ncomponents:\n- base\n',
      'part/kustomization.yaml': 'kind: Component\nresources: []\n',
      'base/kustomization.yaml': 'resources: []\n',
    },
    told: [
      'invalid-field kustomization.yaml:2 `part` is a component and belongs under `components`.',
      'invalid-field kustomization.yaml:4 `base` is no component: its `kind` is not `Component`.',
    ],
  },
  {
    name: 'a file outside of the kustomization',
    files: {
      'settings.yaml': configMap('settings'),
      'app/kustomization.yaml': 'resources:\n- ../settings.yaml\n',
    },
    directory: 'app',
    told: [
      'invalid-field app/kustomization.yaml:2 The file `../settings.yaml` is not in or below `app`. Move the file, make its directory a base, or build without load restrictions.',
    ],
  },
  {
    name: 'mistakes of generators',
    files: {
      'kustomization.yaml':
        'configMapGenerator:\n- name: a\n  literals:\n  - nothing\n  - x=1\n  - x=2\n  files:\n  - gone.txt\n- name: b\n  behavior: merge\n',
    },
    told: [
      'invalid-field kustomization.yaml:4 The literal `nothing` is not of the form `key=value`.',
      'invalid-field kustomization.yaml:6 The key `x` is set twice.',
      'missing-resource kustomization.yaml:8 `gone.txt` does not exist.',
      'patch-target kustomization.yaml:9 There is no `ConfigMap b` to merge.',
    ],
    built: ['a-hmg6f82fh6'],
  },
  {
    name: 'a name that may mean two objects',
    files: {
      'kustomization.yaml': 'resources:\n- a\n- b\n- binding.yaml\n',
      'a/kustomization.yaml': 'namespace: a\nresources:\n- account.yaml\n',
      'a/account.yaml': 'apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: runner\n',
      'b/kustomization.yaml': 'namespace: b\nresources:\n- account.yaml\n',
      'b/account.yaml': 'apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: runner\n',
      'binding.yaml':
        'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nmetadata:\n  name: runner\nsubjects:\n- kind: ServiceAccount\n  name: runner\n',
    },
    told: [
      'ambiguous-reference binding.yaml:7 `runner` may mean `ServiceAccount a/runner` or `ServiceAccount b/runner`.',
    ],
    built: ['runner', 'runner', 'runner'],
  },
]

for (const { name, files, directory, told, built = [] } of MISTAKES) {
  test(`reports ${name}`, () => {
    const { problems, gaps, objects } = buildTree(files, directory)
    const found = [
      ...problems.map(({ code, at, message, fix }) =>
        [code, placeOf(at), message, fix].filter(Boolean).join(' '),
      ),
      ...gaps.map(({ reason, at, message }) => [reason, placeOf(at), message].join(' ')),
    ]
    expect(found).toEqual(told)
    expect(objects.map(({ node }) => nameOf(node))).toEqual(built)
  })
}

function nameOf(node: ReturnType<typeof buildTree>['objects'][number]['node']): string | undefined {
  const metadata = node.entries.get('metadata')?.value
  const name = metadata?.kind === 'map' ? metadata.entries.get('name')?.value : undefined
  return name?.kind === 'scalar' ? name.text : undefined
}

test('a problem in a base says how the build came there', () => {
  const { problems } = buildTree({
    'kustomization.yaml': 'resources:\n- base\n',
    'base/kustomization.yaml': 'resources:\n- gone.yaml\n',
  })
  expect(problems.map(({ trail }) => trail && placeOf(trail.at))).toEqual(['kustomization.yaml:2'])
})

test('every file and directory that a build reads is used', () => {
  const { used } = buildTree({
    'kustomization.yaml': 'resources:\n- base\nconfigMapGenerator:\n- name: a\n  files:\n  - a.txt\n',
    'a.txt': 'x',
    'b.txt': 'x',
    'base/kustomization.yaml': 'resources:\n- settings.yaml\npatches:\n- path: more.yaml\n',
    'base/settings.yaml': configMap('settings'),
    'base/more.yaml': configMap('settings'),
  })
  expect([...used].sort()).toEqual([
    '',
    'a.txt',
    'base',
    'base/kustomization.yaml',
    'base/more.yaml',
    'base/settings.yaml',
    'kustomization.yaml',
  ])
})
