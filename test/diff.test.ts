import { describe, expect, test } from 'vitest'
import {
  change,
  commit,
  committed,
  configMap,
  diffOf,
  edited,
  FLEET,
  kustomization,
  steady,
} from './diff-fleet.ts'
import { runMain } from './run-main.ts'

test('a change of a base is told once for the clusters that it reaches', async () => {
  const outcome = await diffOf({}, edited('apps/base/web.yaml', 'nginx:1.27', 'nginx:1.28'))
  expect(steady(outcome)).toMatchInlineSnapshot(`
    "cluster  Kustomizations  added  changed  moved  removed  affected
    dev                   1      –        1      –        –         –
    prod                  1      –        1      –        –         –

    clusters/dev, clusters/prod

      Kustomization flux-system/apps  apps/dev, apps/prod
        ~ Deployment apps/web  apps/base/web.yaml:4
          @@ spec.template.spec.containers
              template:
                spec:
                  containers:
          -       - image: nginx:1.27
          +       - image: nginx:1.28  ← apps/base/web.yaml:12
                    name: web

    Compared with HEAD (COMMIT): 2 of 2 clusters change: 2 Kustomizations,
    2 objects changed. Not compared: 0.
    "
  `)
  expect(outcome).toMatchObject({ code: 0, stderr: '' })
})

test('a patch is told where it counts, at the line of the patch', async () => {
  const outcome = await diffOf({}, edited('apps/prod/replicas.yaml', 'replicas: 5', 'replicas: 6'))
  expect(steady(outcome)).toMatchInlineSnapshot(`
    "clusters/prod

      Kustomization flux-system/apps  apps/prod
        ~ Deployment apps/web  apps/base/web.yaml:4
          @@ spec
              name: web
              namespace: apps
            spec:
          -   replicas: 5
          +   replicas: 6  ← apps/prod/replicas.yaml:7
              template:
                spec:
                  containers:

    Compared with HEAD (COMMIT): 1 of 2 clusters changes: 1 Kustomization,
    1 object changed. Not compared: 0.
    "
  `)
})

test('what waits for a change is told with it', async () => {
  const { stdout } = await diffOf({}, edited('infra/settings.yaml', 'north', 'south'))
  expect(stdout).toContain(
    'wait for Kustomization flux-system/infra:\n      Kustomization flux-system/apps\n',
  )
  expect(stdout).not.toContain('clusters/dev')
})

test('without a change nothing is told, and files that Git ignores are none', async () => {
  const { stdout, code } = await diffOf(
    { '.gitignore': '*.tmp.yaml\n' },
    { 'infra/x.tmp.yaml': 'a: 1\n' },
    '--exit-code',
  )
  expect(stdout).toMatch(/^Compared with HEAD \([0-9a-f]{12}\): Nothing changes in any of 2 clusters\.\n/)
  expect(code).toBe(0)
})

describe('Kustomizations', () => {
  test('that are new are told with what they apply', async () => {
    const { stdout } = await diffOf(
      {},
      {
        'clusters/dev/more.yaml': kustomization('more', './more'),
        'more/a.yaml': configMap('a', '  a: "1"\n'),
      },
    )
    expect(stdout).toContain('+ Kustomization flux-system/more  12 lines  clusters/dev/more.yaml:4')
    expect(stdout).toContain(
      'Kustomization flux-system/more  added  more\n    + ConfigMap apps/a  7 lines  more/a.yaml:4',
    )
  })

  test('that are gone take their objects with them', async () => {
    const { stdout } = await diffOf({}, { 'clusters/prod/infra.yaml': '' })
    expect(stdout).toContain('- Kustomization flux-system/infra  deleted')
    expect(stdout).toContain(
      'Kustomization flux-system/infra  removed  infra\n    - ConfigMap apps/settings  deleted',
    )
  })

  test('that are gone and do not prune leave their objects behind', async () => {
    const kept = {
      'clusters/prod/infra.yaml': kustomization('infra', './infra').replace('prune: true', 'prune: false'),
    }
    const { stdout } = await diffOf(kept, { 'clusters/prod/infra.yaml': '' })
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain(
      'It stays in the cluster: `Kustomization flux-system/infra` does not prune.',
    )
    expect(stdout).toContain('2 objects removed, 1 deleted from the cluster')
  })

  test('under a new name are the same, with a warning where the old one prunes', async () => {
    const { stdout } = await diffOf(
      { 'clusters/prod/apps.yaml': kustomization('apps', './apps/prod') },
      { 'clusters/prod/infra.yaml': kustomization('base', './infra') },
    )
    expect(stdout).toContain(
      'Kustomization flux-system/infra → Kustomization flux-system/base  renamed  infra',
    )
    expect(stdout).toContain('! `Kustomization flux-system/infra` is deleted, and with it its object,')
    expect(stdout).toContain('~ Kustomization flux-system/infra → Kustomization flux-system/base')
    expect(stdout).not.toContain('ConfigMap')
  })

  test('that are suspended say so', async () => {
    const suspended = { 'clusters/prod/infra.yaml': kustomization('infra', './infra', '  suspend: true\n') }
    const { stdout } = await diffOf(suspended, edited('infra/settings.yaml', 'north', 'south'))
    expect(stdout).toContain('! It is suspended: nothing of this is applied until it is resumed.')
  })
})

describe('objects', () => {
  const two = {
    'clusters/prod/other.yaml': kustomization('other', './other'),
    'other/b.yaml': configMap('b', '  b: "1"\n'),
  }
  const moved = { 'infra/settings.yaml': '', 'other/settings.yaml': FLEET['infra/settings.yaml'] ?? '' }

  test('that move to another Kustomization may be deleted by the one that prunes', async () => {
    const { stdout } = await diffOf({ ...two, 'infra/keep.yaml': configMap('keep', '  a: "1"\n') }, moved)
    expect(stdout).toContain('> ConfigMap apps/settings  was in Kustomization flux-system/infra')
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain(
      '`Kustomization flux-system/infra` prunes it: reconciled before `Kustomization flux-system/other` has taken the object over, it deletes the object',
    )
    expect(stdout).toContain('1 object moved, 1 at risk of deletion')
  })

  test('that move away from one that does not prune are safe', async () => {
    const safe = {
      'clusters/prod/infra.yaml': kustomization('infra', './infra').replace('prune: true', 'prune: false'),
    }
    const { stdout } = await diffOf(
      { ...two, ...safe, 'infra/keep.yaml': configMap('keep', '  a: "1"\n') },
      moved,
    )
    expect(stdout).toContain('> ConfigMap apps/settings')
    expect(stdout).not.toContain('!')
  })

  test('that another Kustomization applies as well are at risk, too', async () => {
    const both = { ...two, 'other/settings.yaml': FLEET['infra/settings.yaml'] ?? '' }
    const { stdout } = await diffOf(
      { ...both, 'infra/keep.yaml': configMap('keep', '  a: "1"\n') },
      { 'infra/settings.yaml': '' },
    )
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain('`Kustomization flux-system/other` applies it as well;')
  })

  test('with a hash in their name are one object, before and after', async () => {
    const generated = {
      'infra/kustomization.yaml':
        'namespace: apps\nresources: [job.yaml]\nconfigMapGenerator:\n  - name: conf\n    literals: [a=1]\n',
      'infra/settings.yaml': '',
      'infra/job.yaml': `apiVersion: v1\nkind: Pod\nmetadata:\n  name: job\nspec:\n  containers:\n    - name: c\n      envFrom:\n        - configMapRef:\n            name: conf\n`,
    }
    const root = committed()
    change(root, generated)
    commit(root)
    change(root, { 'infra/kustomization.yaml': generated['infra/kustomization.yaml'].replace('a=1', 'a=2') })
    const { stdout } = await runMain(root, 'diff', 'HEAD')
    expect(stdout).toMatch(/~ ConfigMap apps\/conf-\w{10} → ConfigMap apps\/conf-\w{10}/)
    expect(stdout).toMatch(/-\s+a: "1"\n\s+\+\s+a: "2" {2}← infra\/kustomization\.yaml:5/)
    expect(stdout).toMatch(/\+\s+name: conf-\w{10}/)
    expect(stdout).toContain('2 objects changed, 1 affected')
  })

  test.each([
    ['Namespace', 'v1', 'Everything in the namespace is deleted with it.'],
    ['PersistentVolumeClaim', 'v1', 'The data in its volume may be deleted with it.'],
  ])('of kind %s take more with them', async (kind, version, note) => {
    const object = `apiVersion: ${version}\nkind: ${kind}\nmetadata:\n  name: x\n`
    const { stdout } = await diffOf({ 'infra/x.yaml': object }, { 'infra/x.yaml': '' })
    expect(stdout).toContain(`! ${note}`)
  })

  test('are kept by their own switch', async () => {
    const object = configMap('x', '  a: b\n').replace(
      '  namespace',
      '  annotations:\n    kustomize.toolkit.fluxcd.io/prune: disabled\n  namespace',
    )
    const { stdout } = await diffOf({ 'infra/x.yaml': object }, { 'infra/x.yaml': '' })
    expect(stdout).toContain('! It stays in the cluster: its own `prune: disabled` keeps it.')
  })

  test('are printed as a whole with --full', async () => {
    const { stdout } = await diffOf({}, { 'infra/a.yaml': configMap('a', '  a: "1"\n') }, '--full')
    expect(stdout).toContain('      + data:  ← infra/a.yaml:6\n      +   a: "1"\n')
  })
})

describe('values from elsewhere', () => {
  const substituted = {
    'clusters/prod/infra.yaml': kustomization(
      'infra',
      './infra',
      '  postBuild:\n    substituteFrom:\n      - kind: ConfigMap\n        name: vars\n',
    ),
    'clusters/prod/vars.yaml': configMap('vars', '  REGION: north\n').replace('apps', 'flux-system'),
    'infra/settings.yaml': configMap('settings', '  region: ${REGION}\n'),
  }

  test('a variable is told where it is used, at the line that gives it', async () => {
    const { stdout } = await diffOf(substituted, {
      'clusters/prod/vars.yaml': substituted['clusters/prod/vars.yaml'].replace('north', 'south'),
    })
    expect(stdout).toContain('-   region: north\n      +   region: south  ← clusters/prod/vars.yaml:7')
  })

  const release = `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata:
  name: shop
  namespace: apps
spec:
  chartRef:
    kind: OCIRepository
    name: shop
  valuesFrom:
    - kind: ConfigMap
      name: shop-values
`
  const values = configMap('shop-values', '  values.yaml: |\n    replicas: 1\n    name: shop\n')

  test('a ConfigMap changes the values of a HelmRelease that stays as it is', async () => {
    const { stdout } = await diffOf(
      { 'infra/release.yaml': release, 'infra/values.yaml': values },
      { 'infra/values.yaml': values.replace('replicas: 1', 'replicas: 2') },
    )
    expect(stdout).toContain('~ HelmRelease apps/shop  infra/release.yaml:4\n      values that it composes:')
    expect(stdout).toContain('- replicas: 1\n      + replicas: 2  ← infra/values.yaml:8')
    expect(stdout).toContain('1 HelmRelease with other values')
  })

  test('who takes from a source that changes is told', async () => {
    const source =
      'apiVersion: source.toolkit.fluxcd.io/v1\nkind: OCIRepository\nmetadata:\n  name: shop\n  namespace: apps\nspec:\n  url: oci://example.org/shop\n'
    const { stdout } = await diffOf(
      { 'infra/release.yaml': release, 'infra/values.yaml': values, 'infra/source.yaml': source },
      { 'infra/source.yaml': source.replace('/shop', '/shop2') },
    )
    expect(stdout).toContain('take from OCIRepository apps/shop:\n      HelmRelease apps/shop\n')
  })
})

describe('what cannot be compared', () => {
  test('a Kustomization that cannot be built now loses nothing, and the run is not trusted', async () => {
    const broken = { 'apps/base/kustomization.yaml': 'resources:\n  - gone.yaml\n' }
    const plain = await diffOf({}, broken)
    expect(plain.stdout).toContain('1 broken\n    apps/base/kustomization.yaml:2 (now, 2 builds)')
    expect(plain.stdout).toContain('Nothing that can be compared changes in any of 2 clusters.')
    expect(plain.stdout).not.toContain('- Deployment')
    expect(plain.code).toBe(0)
    expect((await diffOf({}, broken, '--exit-code')).code).toBe(2)
  })

  test('a remote base is a gap on both sides, and counted once', async () => {
    const remote = {
      'apps/base/kustomization.yaml': 'resources:\n  - web.yaml\n  - https://example.org/x.yaml\n',
    }
    const { stdout, code } = await diffOf(remote, edited('apps/base/web.yaml', '1.27', '1.28'), '--exit-code')
    expect(stdout).toContain('1 remote base\n    apps/base/kustomization.yaml:3 (on both sides, 2 builds)')
    expect(code).toBe(1)
  })
})
