import semver from 'semver'
import { mapAt, scalarAt, textAt, valueAt } from '../../lib/node.ts'
import { clampPath } from '../../lib/path.ts'
import type { Cluster, Fleet } from '../../model/fleet.ts'
import type { Node, Scalar } from '../../model/node.ts'

export interface Component {
  readonly name: string
  /** The range as it is written, and its place. */
  readonly range: Scalar
  readonly reason: string | undefined
}

export interface Environment {
  readonly name: string
  /** Root paths. */
  readonly clusters: readonly string[]
  /** The version of each component, and its place. */
  readonly pins: ReadonlyMap<string, Scalar>
}

export interface Matrix {
  readonly components: ReadonlyMap<string, Component>
  readonly environments: readonly Environment[]
}

const API_VERSION = 'fleetlint.dev/v1alpha1'

/** Every VersionMatrix document of the repository, as it stands in its file. */
export function matrixDocuments({ files }: Pick<Fleet, 'files'>): readonly Node[] {
  const found: Node[] = []
  for (const { documents } of files.values()) {
    for (const { root } of documents) {
      if (textAt(root, 'apiVersion') === API_VERSION && textAt(root, 'kind') === 'VersionMatrix' && root) {
        found.push(root)
      }
    }
  }
  return found
}

const matrices = new WeakMap<Fleet, Matrix | undefined>()

/** The matrix of the repository, its documents taken together; undefined where it has none. What is wrong is left out. */
export function matrixOf(fleet: Fleet): Matrix | undefined {
  if (matrices.has(fleet)) return matrices.get(fleet)
  const documents = matrixDocuments(fleet)
  const matrix = documents.length === 0 ? undefined : merged(documents)
  matrices.set(fleet, matrix)
  return matrix
}

function merged(documents: readonly Node[]): Matrix {
  const components = new Map<string, Component>()
  const environments: Environment[] = []
  for (const document of documents) {
    const spec = mapAt(document, 'spec')
    for (const [name, { value }] of mapAt(spec, 'components')?.entries ?? []) {
      const range = scalarAt(value, 'range')
      if (range !== undefined && semver.validRange(range.text) !== null) {
        components.set(name, { name, range, reason: textAt(value, 'reason') })
      }
    }
    for (const [name, { value }] of mapAt(spec, 'environments')?.entries ?? []) {
      environments.push(environmentOf(name, value))
    }
  }
  return { components, environments }
}

function environmentOf(name: string, node: Node): Environment {
  const clusters = valueAt(node, 'clusters')
  const items = clusters?.kind === 'list' ? clusters.items : []
  const pins = new Map<string, Scalar>()
  for (const [component, { value }] of mapAt(node, 'pins')?.entries ?? []) {
    if (value.kind === 'scalar') pins.set(component, value)
  }
  return { name, clusters: items.flatMap(item => (item.kind === 'scalar' ? [item.text] : [])), pins }
}

/** The environment to which a cluster belongs, by its name or the path of its root. */
export function environmentOfCluster({ environments }: Matrix, cluster: Cluster): Environment | undefined {
  return environments.find(({ clusters }) =>
    clusters.some(entry => entry === cluster.name || clampPath(entry) === cluster.path),
  )
}
