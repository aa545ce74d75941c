import { judgedPins, type Verdict } from '../check/versions/judged.ts'
import { environmentOfCluster, matrixOf } from '../check/versions/matrix.ts'
import { compareText, inOrder } from '../lib/order.ts'
import type { Command } from '../model/command.ts'
import type { Cluster, Fleet } from '../model/fleet.ts'
import { onePath, parseArguments } from './arguments.ts'
import { loadFleet } from './load.ts'
import { clustersAsked } from './select-cluster.ts'
import { unknownFormat } from './unknown-format.ts'

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
    const path = onePath(versions, parsed)
    const format = parsed.text('format') ?? 'table'
    if (format !== 'table' && format !== 'json') throw unknownFormat(format, ['table', 'json'])
    const { fleet } = await loadFleet(path, host)
    const rows = rowsOf(fleet, clustersAsked(fleet.clusters, parsed.text('cluster')))
    host.stdout(format === 'json' ? `${JSON.stringify({ versions: rows }, undefined, 2)}\n` : table(rows))
    return 0
  },
}

interface Row {
  readonly cluster: string
  readonly component: string
  /** What the cluster asks for; empty where nothing of it answers a pin. */
  readonly version: string
  readonly pin: string
  readonly range: string
  readonly verdict: Verdict | 'not found'
}

function rowsOf(fleet: Fleet, clusters: readonly Cluster[]): readonly Row[] {
  return clusters.flatMap(cluster =>
    [...askedRows(fleet, cluster), ...unansweredRows(fleet, cluster)].sort(byComponent),
  )
}

/** One row for what several objects ask for alike. */
function askedRows(fleet: Fleet, cluster: Cluster): readonly Row[] {
  const judged = new Map(
    judgedPins(fleet, cluster).map(one => [`${one.pin.component} ${one.pin.version}`, one] as const),
  )
  return [...judged.values()].map(({ pin: { component, version }, wanted, component: allowed, verdict }) => ({
    cluster: cluster.name,
    component,
    version,
    pin: wanted?.text ?? '',
    range: allowed?.range.text ?? '',
    verdict,
  }))
}

function unansweredRows(fleet: Fleet, cluster: Cluster): readonly Row[] {
  const matrix = matrixOf(fleet)
  const environment = matrix && environmentOfCluster(matrix, cluster)
  const asked = new Set(judgedPins(fleet, cluster).map(({ pin }) => pin.component))
  return [...(environment?.pins ?? [])]
    .filter(([component]) => !asked.has(component))
    .map(([component, pin]) => ({
      cluster: cluster.name,
      component,
      version: '',
      pin: pin.text,
      range: matrix?.components.get(component)?.range.text ?? '',
      verdict: 'not found',
    }))
}

const byComponent = inOrder<Row>(
  (a, b) => compareText(a.component, b.component),
  (a, b) => compareText(a.version, b.version),
)

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
