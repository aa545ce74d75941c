import { expect, test } from 'vitest'
import { configOf, resolveRepository } from '../src/commands/load.ts'
import type { Cluster, Fleet } from '../src/model/fleet.ts'
import { shortId } from '../src/model/resource.ts'
import { danglingReferences } from '../src/link/graph/unresolved.ts'
import { NO_FILES, overlay } from './overlay-repository.ts'

const SETTINGS = `apiVersion: v1
kind: ConfigMap
metadata: { name: settings, namespace: apps }
`

function source(name: string, more = ''): string {
  return `---
apiVersion: source.toolkit.fluxcd.io/v1
kind: GitRepository
metadata: { name: ${name}, namespace: flux-system }
spec:
  url: https://git.example.com/team/${name}
${more}`
}

function applies(name: string, path: string, from = 'fleet'): string {
  return `---
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: ${name}, namespace: flux-system }
spec:
  path: ${path}
  sourceRef: { kind: GitRepository, name: ${from} }
`
}

async function fleetOf(files: Record<string, string>): Promise<Fleet> {
  const repository = overlay(NO_FILES, files)
  return resolveRepository(repository, await configOf(repository))
}

/** What each Kustomization of a cluster delivers, or what is wrong with it. */
function contentOf({ builds }: Cluster): Record<string, readonly string[]> {
  return Object.fromEntries(
    builds.map(({ owner, resources, problems, gaps }) => [
      owner?.id.name ?? '',
      [
        ...resources.map(({ id }) => shortId(id)),
        ...[...problems, ...gaps].map(({ message }) => message),
      ].sort(),
    ]),
  )
}

const APPS = {
  'kubernetes/apps/a/settings.yaml': SETTINGS.replace('settings', 'a'),
  'kubernetes/apps/b/settings.yaml': SETTINGS.replace('settings', 'b'),
  'kubernetes/apps/c/settings.yaml': SETTINGS.replace('settings', 'c'),
}

const LIST = ['a', 'b', 'c'].map(name => applies(name, `./kubernetes/apps/${name}`)).join('')

test('what the source of a root ignores counts before it is delivered', async () => {
  const { clusters } = await fleetOf({
    ...APPS,
    '.sourceignore': '/kubernetes/\n',
    'kubernetes/flux/config/cluster.yaml':
      source('fleet', '  ignore: |\n    /*\n    !/kubernetes\n') + applies('cluster', './kubernetes/flux'),
    'kubernetes/flux/apps.yaml': LIST,
  })
  expect(clusters.map(contentOf)).toMatchObject([{ a: ['ConfigMap apps/a'], b: ['ConfigMap apps/b'] }])
})

test('of two Kustomizations at the root the one starts the cluster whose source others use', async () => {
  const { clusters } = await fleetOf({
    ...APPS,
    'kubernetes/flux/also.yaml': source('private') + applies('private', './kubernetes/flux', 'private'),
    'kubernetes/flux/cluster.yaml': source('fleet') + applies('cluster', './kubernetes/flux'),
    'kubernetes/flux/list.yaml': LIST,
  })
  const [cluster] = clusters.map(contentOf)
  expect(cluster).toMatchObject({ a: ['ConfigMap apps/a'] })
  expect(cluster?.['private']).toEqual([
    '`GitRepository flux-system/private` is not this repository; what `Kustomization flux-system/private` takes from it is unknown.',
  ])
})

test('a Kustomization beside its source whose path leads nowhere is told', async () => {
  const wrong = await fleetOf({
    ...APPS,
    'kubernetes/flux/config/cluster.yaml': source('fleet') + applies('cluster', './kubernetes/fluks'),
    'kubernetes/flux/apps.yaml': LIST,
  })
  expect(wrong.clusters.map(contentOf)).toContainEqual({
    cluster: ['The path `kubernetes/fluks` does not exist in the source.'],
  })
  const template = await fleetOf({
    ...APPS,
    'templates/sync.yaml': source('fleet') + applies('cluster', './kubernetes/fluks'),
    'kubernetes/flux/apps.yaml': LIST,
  })
  expect(template.clusters.map(({ path }) => path)).not.toContain('kubernetes/fluks')
})

test('a source from which nearly all paths lead here is this repository', async () => {
  const { clusters } = await fleetOf({
    ...APPS,
    'kubernetes/apps/d/settings.yaml': SETTINGS.replace('settings', 'd'),
    'kubernetes/apps/e/settings.yaml': SETTINGS.replace('settings', 'e'),
    'clusters/dev/apps.yaml': `${LIST}${applies('d', './kubernetes/apps/d')}${applies('e', './kubernetes/apps/e')}${applies('f', './kubernetes/f')}`,
    'clusters/dev/sources/fleet.yaml': source('fleet'),
  })
  expect(clusters.map(contentOf)).toMatchObject([
    { e: ['ConfigMap apps/e'], f: ['The path `kubernetes/f` does not exist in the source.'] },
  ])
})

test('a folder that a person applies leads to Kustomizations that get their source by a patch', async () => {
  const bare = applies('apps', './kubernetes/apps/a').replace(/ {2}sourceRef.*\n/, '')
  const patch =
    '{ apiVersion: x/v1, kind: Kustomization, metadata: { name: any }, spec: { sourceRef: { kind: GitRepository, name: flux-system } } }'
  const sync = `${source('flux-system')}${applies('flux-system', './clusters/dev/definitions', 'flux-system')}  patches:
    - patch: '${patch}'
      target: { kind: Kustomization }
`
  const { clusters } = await fleetOf({
    ...APPS,
    'base/crds/definitions.yaml': `${source('crds')}${applies('crds', './', 'crds')}`,
    'clusters/dev/definitions/apps.yaml': bare,
    'clusters/dev/bootstrap/sync.yaml': `${sync}${applies('extra', './kubernetes/apps/b', 'flux-system')}`,
  })
  expect(clusters.map(({ path }) => path)).toEqual(['clusters/dev/bootstrap'])
  expect(clusters.map(contentOf)).toMatchObject([{ apps: ['ConfigMap apps/a'], extra: ['ConfigMap apps/b'] }])
})

test('what stands beside a root does not say whose repository this is', async () => {
  const tool = source('tool').replace('team/tool', 'maker/tool') + applies('tool', './deploy', 'tool')
  const { clusters } = await fleetOf({
    ...APPS,
    'kubernetes/flux/a-tool.yaml': tool,
    'kubernetes/flux/cluster.yaml': source('fleet') + applies('cluster', './kubernetes/flux'),
    'kubernetes/flux/list.yaml':
      LIST + applies('d', './kubernetes/apps/a').replace('spec:', 'spec:\n  dependsOn: [{ name: gone }]'),
  })
  const found = clusters.map(cluster => danglingReferences(cluster).certain.map(({ target }) => target.name))
  expect(found).toEqual([['gone']])
})

test('where a sync leads nowhere in this repository, what it should apply is found all the same', async () => {
  const fleet = await fleetOf({
    ...APPS,
    'kubernetes/instance.yaml': `apiVersion: fluxcd.controlplane.io/v1
kind: FluxInstance
metadata: { name: flux, namespace: flux-system }
spec:
  sync: { kind: GitRepository, name: fleet, url: 'https://git.example.com/team/fleet', ref: main, path: talos/cluster }
`,
    'kubernetes/flux/list.yaml': LIST,
  })
  expect(fleet.areClustersAssumed).toBe(true)
  expect(fleet.clusters.map(contentOf)).toMatchObject([
    { fleet: ['The path `talos/cluster` does not exist in the source.'] },
    { a: ['ConfigMap apps/a'] },
  ])
})
