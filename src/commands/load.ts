import { policyRules } from '../check/policy/index.ts'
import type { Fleet } from '../model/fleet.ts'
import type { Host } from '../model/host.ts'
import type { Repository } from '../model/repository.ts'
import { UsageError } from '../model/usage-error.ts'
import { clampPath } from '../lib/path.ts'
import { resolveFleet } from '../link/resolve.ts'
import type { Config } from '../read/config/config.ts'
import { loadConfig } from '../read/config/load-config.ts'
import { Documents } from '../read/documents.ts'
import { Artifacts } from '../render/flux/artifact/artifacts.ts'
import { allRules } from './all-rules.ts'

export interface Loaded {
  readonly fleet: Fleet
  readonly config: Config
}

/**
 * Opens PATH, or the Git work tree around the working directory, and resolves the fleet in it.
 * @throws UsageError where there is no such directory, nothing in it, or the configuration is wrong.
 */
export async function loadFleet(path: string | undefined, host: Host, configFile?: string): Promise<Loaded> {
  const root = path ?? host.workTree(host.cwd) ?? host.cwd
  const repository = host.open(root, 'git')
  if (repository.files().length === 0) throw new UsageError(`\`${path ?? root}\` holds no files.`)
  const config = await configOf(repository, configFile)
  return { fleet: resolveRepository(repository, config), config }
}

/** The configuration of a repository; its own `fleetlint.yaml` unless a file is named. */
export async function configOf(repository: Repository, file?: string): Promise<Config> {
  return loadConfig(repository, {
    ...(file === undefined ? {} : { path: clampPath(file) }),
    ruleIds: [...allRules, ...policyRules()].map(({ id }) => id),
  })
}

/** Resolves the fleet in an open repository, with its own configuration unless another is given. */
export async function loadedFleet(repository: Repository, config?: Config): Promise<Fleet> {
  return resolveRepository(repository, config ?? (await configOf(repository)))
}

export function resolveRepository(repository: Repository, { render, output }: Config): Fleet {
  const artifacts = new Artifacts()
  return resolveFleet(new Documents(repository), {
    ...render,
    includes: path => !output.isIgnored(path),
    artifact: (documents, request) => artifacts.of(documents, request),
  })
}
