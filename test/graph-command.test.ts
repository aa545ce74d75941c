import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import { afterAll, expect, test } from 'vitest'
import { runMain } from './run-main.ts'
import { FIXTURES } from './rule-fixtures.ts'
import { suiteTest } from './shared.ts'
import { xmlMistake } from './well-formed.ts'

interface Graph {
  readonly nodes: readonly { id: string; presence: string; location?: { file: string; line: number } }[]
  readonly edges: readonly { from: string; to: string; type: string; inCycle: boolean }[]
}

const CYCLE = join(FIXTURES, 'graph/dependency-cycle/bad')
const ELSEWHERE = mkdtempSync(join(tmpdir(), 'fleetlint-graph-'))
const isValid = validator()

afterAll(() => {
  rmSync(ELSEWHERE, { recursive: true, force: true })
})

function validator(): ValidateFunction {
  const file = fileURLToPath(new URL('../schemas/graph.schema.json', import.meta.url))
  return new Ajv2020({ strict: true }).compile(JSON.parse(readFileSync(file, 'utf8')) as object)
}

async function drawn(directory: string, format: string): Promise<string> {
  const { code, stdout, stderr } = await runMain(directory, 'graph', directory, '--format', format)
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  return stdout
}

async function graphOf(directory: string): Promise<Graph> {
  const graph = JSON.parse(await drawn(directory, 'json')) as Graph
  expect(isValid(graph) ? [] : isValid.errors).toEqual([])
  return graph
}

/** What every graph keeps to, whatever is in it. */
function expectSound({ nodes, edges }: Graph): void {
  const ids = new Set(nodes.map(({ id }) => id))
  expect(ids.size).toBe(nodes.length)
  expect(edges.filter(({ from, to }) => !ids.has(from) || !ids.has(to))).toEqual([])
  const lost = nodes.filter(
    ({ presence, location }) => (presence === 'delivered') !== (location !== undefined),
  )
  expect(lost).toEqual([])
}

test('the graph as JSON has the shape of its schema', async () => {
  await expect(await drawn(CYCLE, 'json')).toMatchFileSnapshot('./snapshots/graph.json.txt')
  const graph = await graphOf(CYCLE)
  expectSound(graph)
  expect(isValid({ ...graph, nodes: [{ ...graph.nodes[0], presence: 'here' }] })).toBe(false)
})

test('the edges of a cycle are marked, and no others', async () => {
  const { edges } = await graphOf(CYCLE)
  expect(
    edges.flatMap(({ from, to, type, inCycle }) => (inCycle ? [`${name(from)} ${type} ${name(to)}`] : [])),
  ).toEqual([
    'apps dependsOn apps',
    'controllers dependsOn configs',
    'configs dependsOn controllers',
    'portal-web dependsOn portal',
    'portal waits-for portal-web',
    'team-a dependsOn tenants',
    'tenants waits-for team-a',
  ])
})

function name(id: string): string {
  return id.slice(id.lastIndexOf('/') + 1)
}

const FLEETS = readdirSync(join(FIXTURES, 'flux')).flatMap(rule =>
  ['good', 'bad'].map(kind => join('flux', rule, kind)),
)

test.each(FLEETS)('every edge of %s leads from a node to a node', async fleet => {
  expectSound(await graphOf(join(FIXTURES, fleet)))
})

test.each(['tree', 'mermaid', 'dot', 'svg', 'json'])('%s is the same in another directory', async format => {
  const copy = join(ELSEWHERE, format)
  cpSync(CYCLE, copy, { recursive: true })
  expect(await drawn(copy, format)).toBe(await drawn(CYCLE, format))
})

test('the picture of our own fleet in the documentation is fresh', async () => {
  const root = fileURLToPath(new URL('../', import.meta.url))
  await expect(await drawn(root, 'svg')).toMatchFileSnapshot('../docs/graph.svg')
})

suiteTest({ name: 'real fleets are drawn in every format', path: 'fleets', count: 12 }, async directory => {
  let edges = 0
  for (const fleet of readdirSync(directory, { withFileTypes: true })) {
    if (!fleet.isDirectory()) continue
    const path = join(directory, fleet.name)
    const graph = await graphOf(path)
    expectSound(graph)
    edges += graph.edges.length
    expect(xmlMistake(await drawn(path, 'svg'))).toBeUndefined()
  }
  expect(edges).toBeGreaterThan(1_500)
})
