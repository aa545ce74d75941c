import semver from 'semver'
import { itemsAt, mapAt, scalarAt, textAt } from '../../lib/node.ts'
import { onceFor } from '../../lib/once-for.ts'
import { clampPath } from '../../lib/path.ts'
import type { Cluster, Fleet } from '../../model/fleet.ts'
import type { Entry, Node, Scalar } from '../../model/node.ts'
import { exactVersion } from './pins.ts'

export interface Component {
  readonly name: string
  /** The range as it is written, and its place. */
  readonly range: Scalar
  readonly reason: string | undefined
}

export interface Environment {
  readonly name: string
  /** Names or root paths, each at its place. */
  readonly clusters: readonly Scalar[]
  /** The version of each component, and its place. */
  readonly pins: ReadonlyMap<string, Scalar>
}

export interface Matrix {
  readonly components: ReadonlyMap<string, Component>
  readonly environments: readonly Environment[]
}

const GROUP = 'fleetlint.dev/'

/**
 * Every VersionMatrix document of the repository, as it stands in its file, in order of files. Whatever its version:
 * one that fleetlint does not know is told, and not passed over.
 */
export function matrixDocuments({ files }: Pick<Fleet, 'files'>): readonly Node[] {
  return [...files.values()].flatMap(({ documents }) =>
    documents.flatMap(({ root }) => (root !== undefined && isMatrix(root) ? [root] : [])),
  )
}

function isMatrix(root: Node): boolean {
  return textAt(root, 'kind') === 'VersionMatrix' && textAt(root, 'apiVersion')?.startsWith(GROUP) === true
}

/** The matrix of the repository, its documents taken together; undefined where it has none. What is wrong is left out. */
export const matrixOf: (fleet: Fleet) => Matrix | undefined = onceFor(fleet => {
  const documents = matrixDocuments(fleet)
  return documents.length === 0 ? undefined : merged(documents)
})

/** Of a component that stands there twice, the first counts; the second is told as a mistake. */
function merged(documents: readonly Node[]): Matrix {
  const components = new Map<string, Component>()
  for (const [name, { value }] of entriesIn(documents, 'components')) {
    const range = writtenRange(value)
    if (range === undefined || !isRange(range) || components.has(name)) continue
    components.set(name, { name, range, reason: textAt(value, 'reason') })
  }
  const environments = entriesIn(documents, 'environments').map(([name, { value }]) =>
    environmentOf(name, value),
  )
  return { components, environments }
}

/** The entries below a field of all documents' `spec`, in order. */
export function entriesIn(
  documents: readonly Node[],
  field: 'components' | 'environments',
): readonly (readonly [string, Entry])[] {
  return documents.flatMap(document => [...(mapAt(mapAt(document, 'spec'), field)?.entries ?? [])])
}

/** As the schema has it: what a range says takes far less. */
const LONGEST_RANGE = 200

/** The range as it is written, readable or not; `1.30` without quotes is a number, and 1.3. */
export function writtenRange(component: Node): Scalar | undefined {
  const range = scalarAt(component, 'range')
  const isShown = typeof range?.value === 'string' && range.text !== '' && range.text.length <= LONGEST_RANGE
  return isShown ? range : undefined
}

export function isRange({ text }: Scalar): boolean {
  return semver.validRange(text) !== null
}

function environmentOf(name: string, node: Node): Environment {
  const clusters = itemsAt(node, 'clusters').filter(item => item.kind === 'scalar')
  const pins = new Map<string, Scalar>()
  for (const [component, { value }] of mapAt(node, 'pins')?.entries ?? []) {
    if (value.kind === 'scalar' && typeof value.value === 'string') pins.set(component, value)
  }
  return { name, clusters, pins }
}

/** Whether a pin can be kept: a version, a commit or a tag, and no range. */
export function isOneVersion({ text }: Scalar): boolean {
  return exactVersion(text) !== undefined || (semver.validRange(text) === null && text !== 'latest')
}

/** The environment to which a cluster belongs, by its name or the path of its root. */
export function environmentOfCluster({ environments }: Matrix, cluster: Cluster): Environment | undefined {
  return environments.find(({ clusters }) => clusters.some(entry => isCluster(cluster, entry.text)))
}

/** Whether `entry` means this cluster. */
export function isCluster({ name, path }: Pick<Cluster, 'name' | 'path'>, entry: string): boolean {
  return entry === name || clampPath(entry) === path
}
