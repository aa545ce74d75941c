import type { Command } from '../model/command.ts'
import { UsageError } from '../model/usage-error.ts'
import { onePath, parseArguments } from './arguments.ts'
import type { Draw } from './graph/drawing.ts'
import { pictureOf } from './graph/picture.ts'
import { loadFleet } from './load.ts'
import { clustersAsked } from './select-cluster.ts'
import { unknownFormat } from './unknown-format.ts'

/** A format costs nothing until it is named. */
const FORMATS: ReadonlyMap<string, () => Promise<Draw>> = new Map([
  ['tree', async () => (await import('./graph/tree.ts')).treeOf],
  ['mermaid', async () => (await import('./graph/mermaid.ts')).mermaidOf],
  ['dot', async () => (await import('./graph/dot.ts')).dotOf],
  ['svg', async () => (await import('./graph/svg.ts')).svgOf],
  ['json', async () => (await import('./graph/json.ts')).jsonOf],
])

export const graph: Command = {
  name: 'graph',
  summary: 'Prints what each cluster applies, and what waits for what.',
  operands: '[PATH]',
  options: {
    cluster: { type: 'string', value: 'NAME', help: 'only this cluster, by name or path' },
    format: { type: 'string', value: 'FORMAT', help: 'tree (default), mermaid, dot, svg or json' },
  },

  async run(args, host) {
    const parsed = parseArguments(graph, args)
    const path = onePath(graph, parsed)
    const load = loaderOf(parsed.text('format') ?? 'tree')
    const { fleet } = await loadFleet(path, host)
    const clusters = clustersAsked(fleet.clusters, parsed.text('cluster'))
    if (clusters.length === 0) throw new UsageError('No cluster was found in this repository.')
    const draw = await load()
    host.stdout(draw({ pictures: clusters.map(cluster => pictureOf(cluster, fleet)), fleet }))
    return 0
  },
}

/** @throws UsageError for a format that there is not. */
function loaderOf(format: string): () => Promise<Draw> {
  const found = FORMATS.get(format)
  if (found === undefined) throw unknownFormat(format, [...FORMATS.keys()])
  return found
}
