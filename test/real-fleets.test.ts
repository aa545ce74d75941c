import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect } from 'vitest'
import { lintFleet } from '../src/commands/lint.ts'
import { configOf, resolveRepository } from '../src/commands/load.ts'
import { danglingReferences } from '../src/link/graph/unresolved.ts'
import type { Build } from '../src/model/build.ts'
import type { Fleet } from '../src/model/fleet.ts'
import { openRepository } from '../src/read/repository.ts'
import { suiteTest } from './shared.ts'

const PAGE = fileURLToPath(new URL('../docs/real-world.md', import.meta.url))

/** The rows of the page's table: fleet, rule, place. */
function listed(): readonly string[] {
  const rows = readFileSync(PAGE, 'utf8').matchAll(/^\| (\S+) +\| `([^`]+)` +\| `([^`]+)` +\|/gm)
  return [...rows].map(([, fleet = '', rule = '', place = '']) => `${fleet} ${rule} ${place}`)
}

suiteTest(
  { name: 'every error in a real fleet is on the page', path: 'fleets', count: 12 },
  async directory => {
    const errors = new Set<string>()
    let references = 0
    let uncertain = 0
    let kustomizations = 0
    let unresolved = 0
    for (const name of fleetsIn(directory)) {
      const repository = openRepository(`${directory}/${name}`, 'disk')
      const config = await configOf(repository)
      const fleet = resolveRepository(repository, config)
      const { findings, failures } = await lintFleet(fleet, config, { asOf: '2026-11-24' })
      expect(failures).toEqual([])
      for (const { rule, severity, location } of findings) {
        const place = `${location.file}:${String(location.line)}`
        if (severity === 'error') errors.add(`${name} ${rule} ${place}`)
      }
      const counts = countsOf(fleet)
      references += counts.references
      uncertain += counts.uncertain
      for (const { builds } of fleet.clusters) {
        const local = builds.filter(build => !isElsewhere(build))
        kustomizations += local.length
        unresolved += local.filter(isUnresolved).length
      }
    }
    expect([...errors].sort()).toEqual([...listed()].sort())
    expect(references).toBeGreaterThan(1_000)
    expect(uncertain / references).toBeLessThan(0.01)
    expect(kustomizations).toBeGreaterThan(350)
    expect(unresolved / kustomizations).toBeLessThan(0.01)
  },
)

function fleetsIn(directory: string): readonly string[] {
  const entries = readdirSync(directory, { withFileTypes: true })
  return entries.filter(entry => entry.isDirectory()).map(({ name }) => name)
}

/** Whether another repository holds what the Kustomization applies; the gap names it. */
function isElsewhere({ gaps }: Build): boolean {
  return gaps.some(({ reason }) => reason === 'remote-source')
}

/** Whether nothing could be rendered, although it lies in this repository. */
function isUnresolved({ resources, problems }: Build): boolean {
  return resources.length === 0 && problems.length > 0
}

/** What names another object of the fleet, and what of it nobody can resolve. */
function countsOf(fleet: Fleet): { readonly references: number; readonly uncertain: number } {
  let references = 0
  let uncertain = 0
  for (const cluster of fleet.clusters) {
    references += cluster.graph.references.filter(({ type }) => type !== 'applies').length
    uncertain += danglingReferences(cluster, fleet).uncertain.length
  }
  return { references, uncertain }
}
