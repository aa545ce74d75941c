import { expect, test } from 'vitest'
import { change, commit, committed, configMap, diffOf, kustomization } from './diff-fleet.ts'
import { runMain } from './run-main.ts'

const OLD = 'tr0ub4dor-and-3'
const NEW = 'correct-horse-77'

function secret(name: string, value: string, field: string = 'stringData'): string {
  const text = field === 'data' ? Buffer.from(value).toString('base64') : value
  return `apiVersion: v1\nkind: Secret\nmetadata:\n  name: ${name}\n  namespace: apps\n${field}:\n  password: ${text}\n  user: admin\n`
}

/** Every format in full; none may hold one of the two values, in clear or as base64. */
async function printed(before: Record<string, string>, after: Record<string, string>): Promise<string> {
  const root = committed()
  change(root, before)
  commit(root)
  change(root, after)
  const formats = ['pretty', 'markdown', 'json']
  const outcomes = await Promise.all(
    formats.map(format => runMain(root, 'diff', 'HEAD', '--full', '--format', format)),
  )
  for (const { stdout, stderr, code } of outcomes) {
    for (const value of [OLD, NEW].flatMap(text => [text, Buffer.from(text).toString('base64')])) {
      expect(stdout).not.toContain(value)
    }
    expect({ stderr, code }).toEqual({ stderr: '', code: 0 })
  }
  return outcomes[0]?.stdout ?? ''
}

test.each(['data', 'stringData'])('the values of a Secret are masked in `%s`', async field => {
  const text = await printed(
    { 'infra/s.yaml': secret('s', OLD, field) },
    { 'infra/s.yaml': secret('s', NEW, field) },
  )
  expect(text).toContain("-   password: '*** (before)'\n      +   password: '*** (after)'  ← infra/s.yaml:7")
  expect(text).toContain("user: '***'")
})

test('a Secret that is added or removed shows its keys only', async () => {
  const text = await printed(
    { 'infra/s.yaml': secret('s', OLD) },
    { 'infra/s.yaml': '', 'infra/t.yaml': secret('t', NEW) },
  )
  expect(text).toMatch(/- {3}password: '\*\*\*'[^]*\+ {3}password: '\*\*\*'/)
})

test('a Secret that is generated is masked, its hash is not', async () => {
  const generated = (value: string): Record<string, string> => ({
    'infra/kustomization.yaml': `namespace: apps\nsecretGenerator:\n  - name: s\n    literals: [password=${value}]\n`,
  })
  const text = await printed(generated(OLD), generated(NEW))
  expect(text).toMatch(/~ Secret apps\/s-\w{10} → Secret apps\/s-\w{10}/)
  expect(text).toContain("+   password: '*** (after)'")
})

test('a variable from a Secret is masked wherever it is put', async () => {
  const postBuild = '  postBuild:\n    substituteFrom:\n      - kind: Secret\n        name: vars\n'
  const vars = (value: string): Record<string, string> => ({
    'clusters/prod/vars.yaml': secret('vars', value).replace('namespace: apps', 'namespace: flux-system'),
  })
  const text = await printed(
    {
      'clusters/prod/infra.yaml': kustomization('infra', './infra', postBuild),
      'infra/settings.yaml': configMap(
        'settings',
        '  whole: ${password}\n  part: https://x:${password}@y\n  bent: a${password:0:6}\n  other: ${user}\n',
      ),
      ...vars(OLD),
    },
    vars(NEW),
  )
  expect(text).toContain("+   bent: '*** (after)'")
  expect(text).toContain('+   part: https://x:*** (after)@y')
  expect(text).toContain("+   whole: '*** (after)'")
  expect(text).not.toMatch(/tr0ub4|correc/)
})

test('values that a HelmRelease takes from a Secret are masked', async () => {
  const release =
    'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata:\n  name: shop\n  namespace: apps\nspec:\n  chartRef: { kind: OCIRepository, name: shop }\n  valuesFrom:\n    - { kind: Secret, name: s }\n    - { kind: Secret, name: t, valuesKey: password, targetPath: deep.password }\n'
  const values = (value: string): string =>
    `apiVersion: v1\nkind: Secret\nmetadata:\n  name: s\n  namespace: apps\nstringData:\n  values.yaml: |\n    admin:\n      password: ${value}\n`
  const text = await printed(
    { 'infra/r.yaml': release, 'infra/s.yaml': values(OLD), 'infra/t.yaml': secret('t', OLD, 'data') },
    { 'infra/s.yaml': values(NEW), 'infra/t.yaml': secret('t', NEW, 'data') },
  )
  expect(text).toContain("admin:\n      -   password: '*** (before)'")
  expect(text).toContain("deep:\n      -   password: '*** (before)'")
})

test('a replacement from a Secret is masked', async () => {
  const files = (value: string): Record<string, string> => ({
    'infra/kustomization.yaml':
      'resources: [s.yaml, settings.yaml]\nreplacements:\n  - source: { kind: Secret, name: s, fieldPath: stringData.password }\n    targets:\n      - select: { kind: ConfigMap }\n        fieldPaths: [data.region]\n',
    'infra/s.yaml': secret('s', value),
  })
  const text = await printed(files(OLD), files(NEW))
  expect(text).toContain("+   region: '*** (after)'")
})

test('what is encrypted shows that it changes and no more, and new metadata of SOPS is no change', async () => {
  const encrypted = (value: string, mac: string): string =>
    `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: c\n  namespace: apps\ndata:\n  a: ENC[AES256_GCM,data:${value},iv:x=,tag:y=,type:str]\nsops:\n  mac: ENC[AES256_GCM,data:${mac},type:str]\n`
  const one = await diffOf(
    { 'infra/c.yaml': encrypted('AAAA', 'm1') },
    { 'infra/c.yaml': encrypted('BBBB', 'm2') },
  )
  expect(one.stdout).toContain('-   a: ENC[*** (before)]\n      +   a: ENC[*** (after)]')
  expect(one.stdout).not.toMatch(/AAAA|BBBB|sops/)
  const none = await diffOf(
    { 'infra/c.yaml': encrypted('AAAA', 'm1') },
    { 'infra/c.yaml': encrypted('AAAA', 'm2') },
  )
  expect(none.stdout).toContain('Nothing changes')
})
