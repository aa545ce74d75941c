import { objectIdOf } from '../src/lib/kubernetes-id.ts'
import type { Build } from '../src/model/build.ts'
import type { ParsedFile } from '../src/model/document.ts'
import type { Cluster, Fleet } from '../src/model/fleet.ts'
import { type Origin, type RepoPath, repoPath } from '../src/model/location.ts'
import type { Raised } from '../src/model/raised.ts'
import type { Report, RuleSummary } from '../src/model/report.ts'
import type { Repository } from '../src/model/repository.ts'
import type { Resource, Trail } from '../src/model/resource.ts'
import { parseYaml } from '../src/read/yaml/parse.ts'
import { settle, type SettleInput } from '../src/settle/settle.ts'

/** Two clusters that share a base, made by hand: what a run hands to settle, and the report that comes of it. */
export const TEXTS: Readonly<Record<string, string>> = {
  'apps/base/kustomization.yaml': 'resources:\n  - web.yaml\n  - web.yaml\n',
  'apps/base/web.yaml':
    'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  replicas: 50\n---\nkind: A\n---\nkind: A\n',
  'apps/dev/kustomization.yaml': 'resources:\n  - ../base\n',
  'apps/prod/kustomization.yaml': 'resources:\n  - ../base\n',
  'clusters/dev/apps.yaml':
    '# of dev\napiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata:\n  name: apps\n  namespace: flux-system\nspec:\n  path: ./apps/dev\n',
  'clusters/prod/apps.yaml':
    'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata:\n  name: apps\n  namespace: flux-system\nspec:\n  path: ./apps/prod\n',
  'docs/notes.yaml': 'a: 1\n',
}

const FILES: ReadonlyMap<RepoPath, ParsedFile> = new Map(
  Object.entries(TEXTS).map(([path, text]) => [
    repoPath(path),
    parseYaml({ path: repoPath(path), text }, 'resource'),
  ]),
)

const REPOSITORY: Repository = {
  kindOf: () => undefined,
  list: () => [],
  read: () => ({ kind: 'missing' }),
  files: () => [...FILES.keys()],
}

export function parsed(path: string): ParsedFile {
  const file = FILES.get(repoPath(path))
  if (file === undefined) throw new Error(`no ${path}`)
  return file
}

/** Where `needle` is first found in a file. */
export function at(path: string, needle: string): Origin {
  const { file } = parsed(path)
  const start = file.text.indexOf(needle)
  return { file, start, end: start + needle.length }
}

function resource(path: string, trail?: Trail): Resource {
  const root = parsed(path).documents[0]?.root
  const id = root?.kind === 'map' ? objectIdOf(root) : undefined
  if (root?.kind !== 'map' || id === undefined) throw new Error(`no object in ${path}`)
  return { id, node: root, trail }
}

export function trailOf(environment: string): Trail {
  return {
    at: at('apps/base/kustomization.yaml', 'web.yaml'),
    parent: { at: at(`apps/${environment}/kustomization.yaml`, '../base'), parent: undefined },
  }
}

export function buildsOf(environment: string): readonly [Build, Build] {
  const name = `clusters/${environment} › Kustomization flux-system`
  const owner = resource(`clusters/${environment}/apps.yaml`)
  const root: Build = {
    name: `${name}/flux-system`,
    directory: repoPath(`clusters/${environment}`),
    resources: [owner],
    problems: [],
    gaps: [],
  }
  const apps: Build = {
    name: `${name}/apps`,
    directory: repoPath(`apps/${environment}`),
    resources: [resource('apps/base/web.yaml', trailOf(environment))],
    problems: [],
    gaps: [],
    owner,
    parent: root,
  }
  return [root, apps]
}

function cluster(name: string): Cluster {
  return {
    name,
    path: repoPath(`clusters/${name}`),
    builds: buildsOf(name),
    graph: { nodes: new Map(), references: [] },
    objects: [],
    fluxVersion: undefined,
  }
}

export const DEV: Cluster = cluster('dev')
const PROD: Cluster = cluster('prod')
export const DEV_ROOT: Build | undefined = DEV.builds[0]
export const DEV_APPS: Build | undefined = DEV.builds[1]
export const PROD_APPS: Build | undefined = PROD.builds[1]

export const FLEET: Fleet = {
  repository: REPOSITORY,
  files: FILES,
  clusters: [DEV, PROD],
  standalone: [],
  reached: new Set(),
}

export const RULE: RuleSummary = {
  id: 'workload/too-many-replicas',
  severity: 'error',
  summary: 'Few replicas.',
  why: 'Nodes are finite.',
  fix: 'Lower `replicas`.',
}

export const INPUT: SettleInput = {
  fleet: FLEET,
  raised: [],
  gaps: [],
  failures: [],
  rules: [RULE],
  counts: { files: 7, documents: 9, objects: 4, kustomizations: 4, helmReleases: 1, clusters: 2 },
  clusters: [
    { name: 'prod', path: 'clusters/prod', kustomizations: 2, helmReleases: 1, objects: 2 },
    { name: 'dev', path: 'clusters/dev', kustomizations: 2, helmReleases: 0, objects: 2 },
  ],
  tool: { name: 'fleetlint', version: '1.2.3' },
}

export function report(raised: readonly Raised[], rest: Partial<SettleInput> = {}): Report {
  return settle({ ...INPUT, raised, ...rest })
}

export const MESSAGE: string = '`replicas` is 50.'

export function manyReplicas(build: Build | undefined, environment: string): Raised {
  return {
    rule: RULE,
    problem: { at: at('apps/base/web.yaml', '50'), message: MESSAGE, trail: trailOf(environment) },
    build,
  }
}

export function note(path: string, needle: string, message: string = 'It is.'): Raised {
  return { rule: RULE, problem: { at: at(path, needle), message } }
}
