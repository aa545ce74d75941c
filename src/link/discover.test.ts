import { expect, test } from 'vitest'
import { overlay } from '../../test/overlay-repository.ts'
import { loadedFleet } from '../commands/load.ts'
import type { Repository } from '../model/repository.ts'

const NOTHING: Repository = {
  kindOf: () => undefined,
  list: () => [],
  read: () => ({ kind: 'missing' }),
  files: () => [],
}

async function kustomizationsIn(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const { clusters } = await loadedFleet(overlay(NOTHING, files))
  return clusters.flatMap(({ path, builds }) =>
    builds.map(({ owner, resources }) => `${path} ${owner?.id.name ?? ''} ${String(resources.length)}`),
  )
}

function kustomization(name: string, spec: string): string {
  return `---
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: ${name}, namespace: flux-system }
spec: ${spec}
`
}

function source(name: string, ignore: string): string {
  return `---
apiVersion: source.toolkit.fluxcd.io/v1
kind: GitRepository
metadata: { name: ${name}, namespace: flux-system }
spec: { interval: 1h, url: https://git.example.com/fleet, ignore: "${ignore}" }
`
}

const CONFIG_MAP = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: web, namespace: web }\n'
const FLEET = 'sourceRef: { kind: GitRepository, name: fleet }'

test('the source beside a root says what it packs before the root has delivered it', async () => {
  const files = {
    '.sourceignore': '/clusters/\n/apps/\n',
    'clusters/dev/config/cluster.yaml':
      source('fleet', '/*\\n!/clusters/dev\\n!/apps') +
      kustomization('cluster', `{ path: ./clusters/dev, ${FLEET} }`),
    'clusters/dev/apps.yaml': kustomization('apps', `{ path: ./apps, ${FLEET} }`),
    'apps/web.yaml': CONFIG_MAP,
  }
  expect(await kustomizationsIn(files)).toEqual(['clusters/dev cluster 3', 'clusters/dev apps 1'])
})

test('each cluster packs what its own source says, where both have the same name', async () => {
  const files = Object.fromEntries(
    ['dev', 'prod'].flatMap(cluster => [
      [
        `clusters/${cluster}/config/cluster.yaml`,
        source('fleet', `/*\\n!/clusters/${cluster}`) +
          kustomization('cluster', `{ path: ./clusters/${cluster}, ${FLEET} }`),
      ],
    ]),
  )
  expect(await kustomizationsIn(files)).toEqual(['clusters/dev cluster 2', 'clusters/prod cluster 2'])
})

test('what leads to Kustomizations that get their source by a patch is applied by hand', async () => {
  const patch =
    '{ target: { kind: Kustomization }, patch: "[{ op: add, path: /spec/sourceRef, value: { kind: GitRepository, name: fleet } }]" }'
  const files = {
    'clusters/dev/boot/sync.yaml': kustomization(
      'definitions',
      `{ path: ./clusters/dev/definitions, ${FLEET}, patches: [${patch}] }`,
    ),
    'clusters/dev/definitions/web.yaml': kustomization('web', '{ path: ./base/web }'),
    'base/web/crds.yaml': kustomization('crds', '{ sourceRef: { kind: GitRepository, name: upstream } }'),
    'base/web/web.yaml': CONFIG_MAP,
  }
  expect(await kustomizationsIn(files)).toEqual([
    'clusters/dev/boot flux-system 1',
    'clusters/dev/boot definitions 1',
    'clusters/dev/boot web 2',
    'clusters/dev/boot crds 0',
  ])
})

test('a folder in the place of another cluster’s is a cluster', async () => {
  const files = {
    'kubernetes/dev/flux/gotk-sync.yaml':
      source('flux-system', '') +
      kustomization(
        'flux-system',
        '{ path: ./kubernetes/dev/flux, sourceRef: { kind: GitRepository, name: flux-system } }',
      ),
    'kubernetes/prod/flux/config/web.yaml': kustomization('web', `{ path: ./kubernetes/prod/web, ${FLEET} }`),
    'kubernetes/prod/web/web.yaml': CONFIG_MAP,
    'archive/dev/flux/web.yaml': kustomization('web', `{ path: ./archive/dev/web, ${FLEET} }`),
  }
  expect(await kustomizationsIn(files)).toEqual([
    'kubernetes/dev/flux flux-system 2',
    'kubernetes/prod/flux/config flux-system 1',
    'kubernetes/prod/flux/config web 1',
  ])
})

test('an application that is called as its namespace and takes an artifact whole is no cluster', async () => {
  const files = {
    'clusters/dev/flux-system/gotk-sync.yaml':
      source('flux-system', '') +
      kustomization(
        'flux-system',
        '{ path: ./clusters/dev, sourceRef: { kind: GitRepository, name: flux-system } }',
      ),
    'clusters/dev/web.yaml': kustomization(
      'web',
      '{ path: ./, sourceRef: { kind: OCIRepository, name: web } }',
    ).replace('namespace: flux-system', 'namespace: web'),
  }
  expect(await kustomizationsIn(files)).toEqual(['clusters/dev flux-system 3', 'clusters/dev web 0'])
})
