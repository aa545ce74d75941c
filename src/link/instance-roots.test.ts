import { expect, test } from 'vitest'
import { toPlain } from '../lib/node.ts'
import { repoPath } from '../model/location.ts'
import { parseYaml } from '../read/yaml/parse.ts'
import { instanceRoots } from './instance-roots.ts'

function madeBy(spec: string): readonly unknown[] {
  const path = repoPath('flux.yaml')
  const text = `apiVersion: fluxcd.controlplane.io/v1
kind: FluxInstance
metadata: { name: flux, namespace: flux-system }
spec: ${spec}
`
  const file = { path, text }
  const roots = [...instanceRoots(new Map([[path, parseYaml(file, 'resource')]]))]
  return roots.flatMap(({ owner, source }) => [
    toPlain(owner.node),
    source === undefined ? undefined : toPlain(source.node),
  ])
}

test('a sync becomes a Kustomization and its source, as the operator writes them', () => {
  const git =
    '{ kind: GitRepository, url: https://example.com/fleet, ref: refs/heads/main, path: ./dev, pullSecret: git }'
  expect(madeBy(`{ cluster: { multitenant: true }, sync: ${git} }`)).toMatchObject([
    {
      kind: 'Kustomization',
      metadata: { name: 'flux-system', namespace: 'flux-system' },
      spec: { path: './dev', prune: true, serviceAccountName: 'kustomize-controller' },
    },
    {
      kind: 'GitRepository',
      spec: {
        interval: '1m',
        url: 'https://example.com/fleet',
        ref: { name: 'refs/heads/main' },
        secretRef: { name: 'git' },
      },
    },
  ])
})

test('the reference of a sync is a tag of a registry, or the name of a bucket', () => {
  const oci =
    '{ kind: OCIRepository, url: oci://example.com/fleet, ref: latest, path: dev, name: fleet, interval: 5m }'
  expect(madeBy(`{ sync: ${oci} }`)[1]).toMatchObject({
    metadata: { name: 'fleet' },
    spec: { interval: '5m', url: 'oci://example.com/fleet', ref: { tag: 'latest' } },
  })
  const bucket = '{ kind: Bucket, url: minio.example.com, ref: fleet, path: dev, provider: aws }'
  expect(madeBy(`{ sync: ${bucket} }`)[1]).toMatchObject({
    spec: { endpoint: 'minio.example.com', bucketName: 'fleet', provider: 'aws' },
  })
})

test('a path with a variable leads to every folder that it may stand for', () => {
  const instance = `apiVersion: fluxcd.controlplane.io/v1
kind: FluxInstance
metadata: { name: flux, namespace: flux-system }
spec: { sync: { url: https://git.example.com/fleet, path: "clusters/\${CLUSTER}-k8s/flux" } }
`
  const texts = {
    'apps/flux.yaml': instance,
    'clusters/dev-k8s/flux/apps.yaml': '',
    'clusters/prod-k8s/flux/apps.yaml': '',
    'clusters/prod-k8s/other/apps.yaml': '',
    'clusters/readme/flux/apps.yaml': '',
  }
  const files = Object.entries(texts).map(
    ([name, text]) => [repoPath(name), parseYaml({ path: repoPath(name), text }, 'resource')] as const,
  )
  const roots = [...instanceRoots(new Map(files))]
  expect(roots.map(({ path, owner }) => [path, toPlain(owner.node)])).toMatchObject(
    ['clusters/dev-k8s/flux', 'clusters/prod-k8s/flux'].map(path => [path, { spec: { path } }]),
  )
})
