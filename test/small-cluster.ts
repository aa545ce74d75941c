import { objectIdOf } from '../src/lib/kubernetes-id.ts'
import { buildGraph } from '../src/link/graph.ts'
import type { Build, BuildGap, BuildProblem } from '../src/model/build.ts'
import type { Cluster, Delivered, Fleet } from '../src/model/fleet.ts'
import type { GraphNode } from '../src/model/graph.ts'
import { repoPath } from '../src/model/location.ts'
import { objectKey, type Resource } from '../src/model/resource.ts'
import { parseYaml } from '../src/read/yaml/parse.ts'
import { NO_FILES } from './overlay-repository.ts'

export interface SmallBuild {
  /** What the build delivers, as YAML. */
  readonly yaml: string
  /** Name of the Kustomization that asks for it, delivered by a build before; the root where it is missing. */
  readonly owner?: string
  readonly problems?: readonly BuildProblem[]
  readonly gaps?: readonly BuildGap[]
}

const ROOT = `
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: flux-system, namespace: flux-system }
spec:
  path: ./clusters/dev
  sourceRef: { kind: GitRepository, name: flux-system }
`

/** A cluster of hand-made builds, the first one the root's. */
export function smallCluster(builds: readonly SmallBuild[], rootYaml: string = ROOT): Cluster {
  const [root] = resourcesOf('root.yaml', rootYaml)
  if (root === undefined) throw new Error('the root is no object')
  const made: Build[] = []
  for (const [index, { yaml, owner, problems = [], gaps = [] }] of builds.entries()) {
    const parent = made.find(build => build.resources.some(({ id }) => id.name === owner))
    const asked = parent?.resources.find(({ id }) => id.name === owner && id.kind === 'Kustomization') ?? root
    made.push({
      name: `clusters/dev › ${asked.id.name}`,
      directory: repoPath(`build-${String(index)}`),
      resources: resourcesOf(`build-${String(index)}.yaml`, yaml),
      problems,
      gaps,
      owner: asked,
      ...(parent === undefined ? {} : { parent }),
    })
  }
  const objects: Delivered[] = made.flatMap(build => build.resources.map(resource => ({ resource, build })))
  const node: GraphNode = { key: objectKey(root.id), resource: root, build: undefined }
  return {
    name: 'dev',
    path: repoPath('clusters/dev'),
    builds: made,
    objects,
    graph: buildGraph(objects, [node]),
    fluxVersion: undefined,
  }
}

/** A fleet of clusters without files. */
export function fleetOf(clusters: readonly Cluster[]): Fleet {
  return {
    repository: NO_FILES,
    files: new Map(),
    clusters,
    standalone: [],
    reached: new Set(),
  }
}

export function resourcesOf(path: string, yaml: string): Resource[] {
  const { documents, problems } = parseYaml({ path: repoPath(path), text: yaml }, 'resource')
  if (problems.length > 0) throw new Error(problems.map(({ message }) => message).join(' '))
  return documents.flatMap(({ root }) => {
    if (root?.kind !== 'map') return []
    const id = objectIdOf(root)
    return id === undefined ? [] : [{ id, node: root, trail: undefined }]
  })
}
