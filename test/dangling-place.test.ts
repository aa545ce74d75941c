import { expect, test } from 'vitest'
import { lint } from '../src/commands/lint.ts'
import { AS_OF } from './as-of.ts'
import { NO_FILES, overlay } from './overlay-repository.ts'

function sync(path: string): string {
  return `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: flux-system, namespace: flux-system }
spec: { path: ${path}, sourceRef: { kind: GitRepository, name: flux-system } }
`
}

function applies(name: string, dependency = ''): string {
  return `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: ${name}, namespace: flux-system }
spec:
  path: ./apps/settings
  sourceRef: { kind: GitRepository, name: flux-system, namespace: flux-system }
${dependency === '' ? '' : `  dependsOn: [${dependency}]\n`}`
}

function release(name: string, dependency = ''): string {
  return `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: { name: ${name}, namespace: apps }
spec: { chartRef: { kind: OCIRepository, name: app }${dependency === '' ? '' : `, dependsOn: [{ name: ${dependency} }]`} }
`
}

async function places(files: Record<string, string>): Promise<readonly string[]> {
  const base = {
    'clusters/dev/flux-system/gotk-sync.yaml': sync('./clusters/dev'),
    'apps/settings/settings.yaml':
      'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings, namespace: apps }\n',
  }
  const { findings } = await lint(overlay(NO_FILES, { ...base, ...files }), { asOf: AS_OF })
  return findings
    .filter(({ rule }) => rule === 'flux/dangling-dependency')
    .map(({ location: { file, line } }) => `${file}:${String(line)}`)
}

const SHOP = 'clusters/dev/shop/kustomization.yaml'

test('the line that moves a Kustomization away from what it waits for is the one', async () => {
  const files = {
    'clusters/dev/core.yaml': applies('core'),
    [SHOP]: 'namespace: shop\nresources: [a.yaml, b.yaml]\n',
    'clusters/dev/shop/a.yaml': applies('a', '{ name: core }'),
  }
  expect(await places({ ...files, 'clusters/dev/shop/b.yaml': applies('b') })).toEqual([`${SHOP}:1`])
})

test('unless others that it moves say the namespace: then the reference is', async () => {
  const files = {
    'clusters/dev/core.yaml': applies('core'),
    [SHOP]: 'namespace: shop\nresources: [a.yaml, b.yaml]\n',
    'clusters/dev/shop/a.yaml': applies('a', '{ name: core }'),
    'clusters/dev/shop/b.yaml': applies('b', '{ name: core, namespace: flux-system }'),
  }
  expect(await places(files)).toEqual(['clusters/dev/shop/a.yaml:7'])
})

test('an object that nobody names, in a file that is called as the target is, has the wrong name', async () => {
  const found = (name: string): Promise<readonly string[]> =>
    places({
      'clusters/dev/cache/release.yaml': release(name),
      'clusters/dev/web.yaml': release('web', 'cache'),
    })
  expect(await found('shop')).toEqual(['clusters/dev/cache/release.yaml:3'])
  expect(await found('cache-operator')).toEqual(['clusters/dev/web.yaml:4'])
})
