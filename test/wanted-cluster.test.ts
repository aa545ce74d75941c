import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { loadFleet } from '../src/commands/load.ts'
import type { Cluster } from '../src/model/fleet.ts'
import { createHost } from '../src/read/host.ts'
import { emitYaml } from '../src/render/yaml/emit.ts'
import { suiteTest } from './shared.ts'

const FLEETS = 12

suiteTest(
  { name: 'a cluster alone is as among all others', path: 'fleets', count: FLEETS },
  async directory => {
    const names = readdirSync(directory, { withFileTypes: true }).flatMap(entry =>
      entry.isDirectory() ? [entry.name] : [],
    )
    expect(names).toHaveLength(FLEETS)
    let leftOut = 0
    for (const name of names) {
      const path = join(directory, name)
      const { fleet } = await loadFleet(path, host(directory))
      for (const [index, cluster] of fleet.clusters.entries()) {
        // A name and a path mean the same cluster; each kind of them is asked for in turn.
        const wanted = index % 2 === 0 ? cluster.name : cluster.path
        const alone = await loadFleet(path, host(directory), { cluster: wanted })
        const found = alone.fleet.clusters.find(({ path }) => path === cluster.path)
        expect(found && told(found)).toEqual(told(cluster))
        leftOut += fleet.clusters.length - alone.fleet.clusters.length
      }
    }
    expect(leftOut).toBeGreaterThan(0)
  },
)

function told({ name, path, builds, fluxVersion }: Cluster): unknown {
  return {
    name,
    path,
    fluxVersion,
    builds: builds.map(build => ({
      name: build.name,
      resources: build.resources.map(({ node }) => emitYaml(node)),
      problems: build.problems.map(({ message }) => message),
      gaps: build.gaps.map(({ message }) => message),
    })),
  }
}

function host(cwd: string): ReturnType<typeof createHost> {
  const silent = (): void => undefined
  const terminal = { isTty: false, width: 80 }
  return createHost({ cwd, env: {}, today: '2026-01-01', terminal, stdout: silent, stderr: silent })
}
