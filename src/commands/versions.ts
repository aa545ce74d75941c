import { type Component, environmentOfCluster, type Matrix, matrixOf } from '../check/versions/matrix.ts'
import { exactVersion, isExact, pinsOf } from '../check/versions/pins.ts'
import { isInRange } from '../check/versions/range.ts'
import type { Pin } from '../check/versions/facts/fact.ts'
import { compareText } from '../lib/order.ts'
import type { Command } from '../model/command.ts'
import type { Cluster, Fleet } from '../model/fleet.ts'
import { UsageError } from '../model/usage-error.ts'
import { parseArguments } from './arguments.ts'
import { loadFleet } from './load.ts'
import { selectCluster } from './select-cluster.ts'

export const versions: Command = {
  name: 'versions',
  summary: 'Prints what each cluster runs, component by component, beside what the matrix allows and pins.',
  operands: '[PATH]',
  options: {
    cluster: { type: 'string', value: 'NAME', help: 'this cluster only, by name or path' },
    format: { type: 'string', value: 'FORMAT', help: 'table (default) or json' },
  },

  async run(args, host) {
    const parsed = parseArguments(versions, args)
    if (parsed.positionals.length > 1) throw new UsageError('`versions` takes one PATH.')
    const format = parsed.text('format') ?? 'table'
    if (format !== 'table' && format !== 'json') {
      throw new UsageError(`\`--format\` takes \`table\` or \`json\`, not \`${format}\`.`)
    }
    const { fleet } = await loadFleet(parsed.positionals[0], host)
    const name = parsed.text('cluster')
    const clusters = name === undefined ? fleet.clusters : [selectCluster(fleet.clusters, name)]
    const rows = rowsOf(fleet, clusters)
    host.stdout(format === 'json' ? `${JSON.stringify({ versions: rows }, undefined, 2)}\n` : table(rows))
    return 0
  },
}

interface Row {
  readonly cluster: string
  readonly component: string
  /** What the cluster asks for; empty where the matrix has a pin that nothing answers. */
  readonly version: string
  readonly pin: string
  readonly range: string
  readonly verdict: string
}

function rowsOf(fleet: Fleet, clusters: readonly Cluster[]): readonly Row[] {
  const matrix = matrixOf(fleet) ?? { components: new Map(), environments: [] }
  return clusters.flatMap(cluster => {
    const pins = new Map(pinsOf(cluster).map(pin => [`${pin.component} ${pin.version}`, pin]))
    return [...pins.values()]
      .sort((a, b) => compareText(a.component, b.component) || compareText(a.version, b.version))
      .map(pin => rowOf(pin, cluster, matrix))
  })
}

function rowOf({ component, version }: Pin, cluster: Cluster, matrix: Matrix): Row {
  const pin = environmentOfCluster(matrix, cluster)?.pins.get(component)?.text ?? ''
  const allowed = matrix.components.get(component)
  const range = allowed?.range.text ?? ''
  return { cluster: cluster.name, component, version, pin, range, verdict: verdictOf(version, pin, allowed) }
}

function verdictOf(version: string, pin: string, allowed: Component | undefined): string {
  if (!isExact(version)) return 'not pinned'
  if (allowed !== undefined && !isInRange(allowed, version)) return 'out of range'
  if (pin !== '' && exactVersion(pin) !== exactVersion(version)) return 'not the pin'
  return allowed === undefined ? 'not in the matrix' : 'ok'
}

const COLUMNS = ['cluster', 'component', 'version', 'pin', 'range', 'verdict'] as const

function table(rows: readonly Row[]): string {
  if (rows.length === 0) return 'No versions were found.\n'
  const lines = [COLUMNS.map(column => column.toUpperCase()), ...rows.map(cells)]
  const widths = COLUMNS.map((_, index) => Math.max(...lines.map(line => line[index]?.length ?? 0)))
  return lines
    .map(
      line =>
        `${line
          .map((cell, index) => cell.padEnd(widths[index] ?? 0))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('')
}

function cells(row: Row): readonly string[] {
  return COLUMNS.map(column => (row[column] === '' ? '–' : row[column]))
}
