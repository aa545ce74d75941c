import { locate } from '../../lib/locate.ts'
import { hint } from '../../lib/nearest.ts'
import { itemsAt, mapAt } from '../../lib/node.ts'
import type { Cluster } from '../../model/fleet.ts'
import type { Node, Scalar } from '../../model/node.ts'
import type { Problem } from '../../model/rule.ts'
import { entriesIn, isCluster, isOneVersion, isRange, writtenRange } from './matrix.ts'

const twin = (text: string, at: Scalar, first: Scalar): Problem => ({
  at,
  message: `\`${text}\` stands in the matrix already (${first.file.path}:${String(locate(first).line)}).`,
})

/** Ranges that are none, and components that several documents describe. */
export function* wrongComponents(documents: readonly Node[]): Generator<Problem> {
  const firsts = new Map<string, Scalar>()
  for (const [name, { key, value }] of entriesIn(documents, 'components')) {
    const first = firsts.get(name)
    if (first === undefined) firsts.set(name, key)
    else yield twin(name, key, first)
    const range = writtenRange(value)
    if (range === undefined || isRange(range)) continue
    yield { at: range, message: `\`${range.text}\` is no range of versions.` }
  }
}

/** Pins of what is no component, or to more than one version. A matrix without components is told as a whole. */
export function* wrongPins(documents: readonly Node[]): Generator<Problem> {
  const components = new Set(entriesIn(documents, 'components').map(([name]) => name))
  for (const [environment, { value }] of entriesIn(documents, 'environments')) {
    for (const [name, pin] of mapAt(value, 'pins')?.entries ?? []) {
      if (components.size > 0 && !components.has(name)) {
        const near = hint(name, components)
        const message = `\`${environment}\` pins \`${name}\`, which is no component of the matrix.${near}`
        yield { at: pin.key, message }
      } else if (isText(pin.value) && !isOneVersion(pin.value)) {
        const message = `\`${environment}\` pins \`${name}\` to \`${pin.value.text}\`, which is not one version.`
        yield { at: pin.value, message }
      }
    }
  }
}

/** Clusters that the fleet does not have, or that two environments claim. */
export function* wrongClusters(documents: readonly Node[], clusters: readonly Cluster[]): Generator<Problem> {
  const firsts = new Map<Cluster, Scalar>()
  for (const [, { value }] of entriesIn(documents, 'environments')) {
    for (const at of itemsAt(value, 'clusters')) {
      if (!isText(at)) continue
      const cluster = clusters.find(known => isCluster(known, at.text))
      const first = cluster && firsts.get(cluster)
      if (cluster === undefined) {
        const near = hint(
          at.text,
          clusters.flatMap(({ name, path }) => [path, name]),
        )
        yield { at, message: `There is no cluster \`${at.text}\`.${near}` }
      } else if (first === undefined) firsts.set(cluster, at)
      else yield twin(at.text, at, first)
    }
  }
}

function isText(node: Node): node is Scalar & { readonly value: string } {
  return node.kind === 'scalar' && typeof node.value === 'string' && node.text !== ''
}
