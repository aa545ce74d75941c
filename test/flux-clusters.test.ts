import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { configOf, resolveRepository } from '../src/commands/load.ts'
import { clampPath } from '../src/lib/path.ts'
import type { Build } from '../src/model/build.ts'
import type { GapReason } from '../src/model/finding.ts'
import type { Cluster, Fleet } from '../src/model/fleet.ts'
import type { ObjectId } from '../src/model/resource.ts'
import { openRepository } from '../src/read/repository.ts'
import { sharedPath, suiteTest } from './shared.ts'

/** What kustomize-controller reports of one Kustomization. */
interface Observed {
  readonly namespace: string
  readonly name: string
  readonly ready: 'True' | 'False' | 'Unknown'
  readonly message: string
  readonly inventory: readonly string[]
}

interface Case {
  readonly fleet: string
  readonly path: string
  readonly kustomizations: readonly Observed[]
}

interface Subject {
  readonly file: string
  readonly cluster: Cluster
  readonly kustomizations: readonly Observed[]
}

const SUITE = { path: 'conformance/flux-clusters', count: 13 }

suiteTest({ name: 'applies what the real controller applies', ...SUITE }, async directory => {
  const wrong: string[] = []
  let equal = 0
  for (const { file, cluster, kustomizations } of await subjectsIn(directory)) {
    for (const observed of kustomizations.filter(({ ready }) => ready === 'True')) {
      const found = difference(buildOf(cluster, observed), observed)
      if (found === undefined) equal++
      else wrong.push(`${file} ${observed.namespace}/${observed.name}: ${found}`)
    }
  }
  expect(wrong).toEqual([])
  expect(equal).toBe(221)
})

/** Failures whose cause is not in the repository, or that no rule of the engine's own can know. */
const UNEXPLAINED: ReadonlyMap<string, string> = new Map([
  ['cert-manager/cert-manager', 'the health of an object that a chart makes ready; charts do not run there'],
  ['kube-system/multus', 'the health of a CustomResourceDefinition that a chart installs'],
  ['rook-ceph/rook-ceph-cluster', 'the health of a CephCluster that a chart makes'],
  ['flux-system/tekton-operator', 'the health of what Tekton makes once it runs'],
  ['security/kanidm', 'a version that the CRDs of that API server do not serve'],
  ['miroir-system/miroir-config', 'a version that the CRDs of that API server do not serve'],
  ['o11y/grafana-instance', 'a kind of Kubernetes 1.36, on an API server of 1.30'],
])

suiteTest({ name: 'says why a Kustomization is not ready', ...SUITE }, async directory => {
  const silent: string[] = []
  let told = 0
  for (const subject of await subjectsIn(directory)) {
    for (const observed of subject.kustomizations.filter(({ ready }) => ready !== 'True')) {
      const id = `${observed.namespace}/${observed.name}`
      if (isExplained(observed, subject)) told++
      else if (!UNEXPLAINED.has(id)) silent.push(`${subject.file} ${id}: ${observed.message}`)
    }
  }
  expect(silent).toEqual([])
  expect(told).toBe(129)
})

const fleets = new Map<string, Promise<Fleet>>()

async function subjectsIn(directory: string): Promise<Subject[]> {
  const subjects: Subject[] = []
  for (const file of readdirSync(directory).sort()) {
    const {
      fleet: name,
      path,
      kustomizations,
    } = JSON.parse(readFileSync(join(directory, file), 'utf8')) as Case
    const fleet = fleets.get(name) ?? fleetOf(name)
    fleets.set(name, fleet)
    const cluster = (await fleet).clusters.find(found => found.path === clampPath(path))
    if (cluster === undefined) throw new Error(`${name} has no cluster ${path}`)
    subjects.push({ file, cluster, kustomizations })
  }
  return subjects
}

async function fleetOf(name: string): Promise<Fleet> {
  const root = sharedPath(`fleets/${name}`)
  if (root === undefined) throw new Error(`there is no fleet ${name}`)
  const repository = openRepository(root, 'disk')
  return resolveRepository(repository, await configOf(repository))
}

function buildOf(
  { builds }: Cluster,
  { namespace, name }: Pick<Observed, 'namespace' | 'name'>,
): Build | undefined {
  return builds.find(({ owner }) => owner?.id.name === name && owner.id.namespace === namespace)
}

/** An entry of an inventory, as Flux writes it. */
function inventoryId({ namespace, name, group, kind }: ObjectId): string {
  return [namespace, name.replaceAll(':', '__'), group, kind].join('_')
}

/** Kinds of Cilium without a namespace: the API server's stand-ins for their CRDs gave them one. */
const CILIUM = /^[^_]*(_.*_cilium\.io_Cilium(?:BGP|CIDR|Clusterwide|LoadBalancer).*)$/

function difference(build: Build | undefined, { inventory }: Observed): string | undefined {
  if (build === undefined) return 'no build'
  const ours = new Set(build.resources.map(({ id }) => inventoryId(id)))
  const theirs = new Set(inventory.map(id => id.replace(CILIUM, '$1')))
  const missing = [...theirs].filter(id => !ours.has(id))
  const extra = [...ours].filter(id => !theirs.has(id))
  if (missing.length === 0 && extra.length === 0) return undefined
  return `missing [${missing.join(', ')}], extra [${extra.join(', ')}]`
}

/** Whether a problem or gap in the right build says what the controller says, or in a build that it waits for. */
function isExplained(observed: Observed, subject: Subject): boolean {
  const own = ownCause(observed, buildOf(subject.cluster, observed))
  if (own !== undefined) return own
  return waitsFor(observed, subject.cluster).some(awaited => {
    const other = subject.kustomizations.find(({ namespace, name }) => `${namespace}/${name}` === awaited)
    if (other === undefined || other.ready === 'True') return false
    return UNEXPLAINED.has(awaited) || isExplained(other, subject)
  })
}

/** Whether the build says it; undefined for a message about something else than the build. */
function ownCause({ message, namespace }: Observed, build: Build | undefined): boolean | undefined {
  const [, variables] = /substitute from '(\w+\/[^']+)'/.exec(message) ?? []
  if (variables !== undefined) {
    const id = `\`${variables.replace('/', ` ${namespace}/`)}\``
    return gapsOf(build, 'unknown-values').some(({ text }) => text.includes(id))
  }
  const [, url] = /resources from '(https:[^']+)': could not be fetched/.exec(message) ?? []
  if (url !== undefined) return gapsOf(build, 'remote-base').some(({ at }) => at.includes(url))
  return message.startsWith('kustomization path not found') ? isPathUnknown(build) : undefined
}

function isPathUnknown(build: Build | undefined): boolean {
  const isMissing = build?.problems.some(({ code }) => code === 'missing-path') ?? false
  return isMissing || gapsOf(build, 'remote-source').length > 0
}

/** The Kustomizations without which one cannot go on, where our graph and our objects say so too. */
function waitsFor(observed: Observed, { graph, builds }: Cluster): readonly string[] {
  const dependency = /^dependency '(?<id>[^']+)' is not ready/.exec(observed.message)?.groups?.['id']
  if (dependency !== undefined) {
    const hasEdge = graph.references.some(
      ({ type, from: { resource }, target }) =>
        type === 'dependsOn' &&
        resource.id.name === observed.name &&
        resource.id.namespace === observed.namespace &&
        `${target.namespace}/${target.name}` === dependency,
    )
    return hasEdge ? [dependency] : []
  }
  const namespace = /namespaces "(?<name>[^"]+)" not found/.exec(observed.message)?.groups?.['name']
  return builds.flatMap(({ owner, resources }) =>
    owner !== undefined && resources.some(({ id }) => id.kind === 'Namespace' && id.name === namespace)
      ? [`${owner.id.namespace}/${owner.id.name}`]
      : [],
  )
}

function gapsOf(build: Build | undefined, wanted: GapReason): readonly { text: string; at: string }[] {
  const gaps = build?.gaps.filter(({ reason }) => reason === wanted) ?? []
  return gaps.map(({ message, at }) => ({ text: message, at: at.file.text.slice(at.start, at.end) }))
}
