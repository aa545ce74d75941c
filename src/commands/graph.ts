import { nearest } from '../lib/nearest.ts'
import type { Command } from '../model/command.ts'
import { UsageError } from '../model/usage-error.ts'
import { parseArguments } from './arguments.ts'
import type { Draw } from './graph/drawing.ts'
import { pictureOf } from './graph/picture.ts'
import { loadFleet } from './load.ts'
import { selectCluster } from './select-cluster.ts'

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
    if (parsed.positionals.length > 1) throw new UsageError('`graph` takes one PATH.')
    const load = loaderOf(parsed.text('format') ?? 'tree')
    const { fleet } = await loadFleet(parsed.positionals[0], host)
    const name = parsed.text('cluster')
    const clusters = name === undefined ? fleet.clusters : [selectCluster(fleet.clusters, name)]
    if (clusters.length === 0) throw new UsageError('No cluster was found in this repository.')
    const draw = await load()
    host.stdout(draw({ pictures: clusters.map(cluster => pictureOf(cluster, fleet)), fleet }))
    return 0
  },
}

/** @throws UsageError for a format that there is not. */
function loaderOf(format: string): () => Promise<Draw> {
  const found = FORMATS.get(format)
  if (found !== undefined) return found
  const near = nearest(format, FORMATS.keys())
  const hint =
    near === undefined ? `There are ${[...FORMATS.keys()].join(', ')}.` : `Did you mean \`${near}\`?`
  throw new UsageError(`There is no format \`${format}\`. ${hint}`)
}
