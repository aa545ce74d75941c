import type { Command } from '../model/command.ts'
import type { Fleet } from '../model/fleet.ts'
import { UsageError } from '../model/usage-error.ts'
import { parseArguments } from './arguments.ts'
import { mermaidOf } from './graph/mermaid.ts'
import { treeOf } from './graph/tree.ts'
import { loadFleet } from './load.ts'
import { selectCluster } from './select-cluster.ts'

type Drawer = (fleet: Pick<Fleet, 'clusters'>) => string

const FORMATS: ReadonlyMap<string, Drawer> = new Map([
  ['tree', treeOf],
  ['mermaid', mermaidOf],
])

export const graph: Command = {
  name: 'graph',
  summary: 'Prints what each cluster applies, and what waits for what.',
  operands: '[PATH]',
  options: {
    cluster: { type: 'string', value: 'NAME', help: 'only this cluster, by name or path' },
    format: { type: 'string', value: 'FORMAT', help: 'tree or mermaid (default: tree)' },
  },

  async run(args, host) {
    const parsed = parseArguments(graph, args)
    if (parsed.positionals.length > 1) throw new UsageError('`graph` takes one PATH.')
    const draw = drawer(parsed.text('format') ?? 'tree')
    const { fleet } = await loadFleet(parsed.positionals[0], host)
    const name = parsed.text('cluster')
    const clusters = name === undefined ? fleet.clusters : [selectCluster(fleet.clusters, name)]
    if (clusters.length === 0) throw new UsageError('No cluster was found in this repository.')
    host.stdout(draw({ clusters }))
    return 0
  },
}

/** @throws UsageError for a format that there is not. */
function drawer(format: string): Drawer {
  const found = FORMATS.get(format)
  if (found !== undefined) return found
  const names = [...FORMATS.keys()].map(name => `\`${name}\``).join(' or ')
  throw new UsageError(`\`--format\` takes ${names}, not \`${format}\`.`)
}
