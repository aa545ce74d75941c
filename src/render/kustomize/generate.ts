import { posix } from 'node:path'
import { itemsAt, mapAt, textAt } from '../../lib/node.ts'
import type { Mapping } from '../../model/node.ts'
import { absorb } from './generators/absorb.ts'
import { generated } from './generators/config-map.ts'
import { externalGenerators } from './generators/external.ts'
import type { Kustomization } from './kustomization-file.ts'
import { type Level, markIncomplete } from './level.ts'
import type { KustomizeObject, MadeBy } from './object.ts'

const GENERATORS = [
  ['configMapGenerator', 'ConfigMap'],
  ['secretGenerator', 'Secret'],
] as const

/** What `objects` are once the generators of a kustomization ran: maps, secrets, and those under `generators`. */
export function generate(
  objects: readonly KustomizeObject[],
  kustomization: Kustomization,
  level: Level,
): readonly KustomizeObject[] {
  let current = objects
  for (const object of builtinObjects(kustomization, level)) current = absorb(current, object, level)
  reportCharts(kustomization.node, level)
  for (const object of externalGenerators(kustomization, level)) current = absorb(current, object, level)
  return current
}

function* builtinObjects({ node, fileName }: Kustomization, level: Level): Generator<KustomizeObject> {
  const global = mapAt(node, 'generatorOptions')
  for (const [field, kind] of GENERATORS) {
    const madeBy = level.state.tracksOrigin
      ? builtinMaker(`${kind}Generator`, posix.join(level.way, fileName))
      : undefined
    for (const entry of itemsAt(node, field)) {
      if (entry.kind !== 'map') continue
      const object = generated(kind, { entry, global, at: entry }, level)
      if (object === undefined) markIncomplete(level)
      else yield { ...object, madeBy }
    }
  }
}

export function builtinMaker(kind: string, configuredIn: string): MadeBy {
  return { configuredIn, configuredBy: { apiVersion: 'builtin', kind } }
}

function reportCharts(node: Mapping, level: Level): void {
  for (const field of ['helmCharts', 'helmChartInflationGenerator'] as const) {
    for (const chart of itemsAt(node, field)) {
      const name = textAt(chart, 'name') ?? textAt(chart, 'chartName') ?? ''
      const message = `The chart \`${name}\` is not rendered: kustomize would run Helm.`
      level.context.gap({ reason: 'unsupported', at: chart, message })
      markIncomplete(level)
    }
  }
}
