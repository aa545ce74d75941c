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

export interface Loaded {
  readonly fleet: Fleet
  readonly config: Config
  /** The directory that was opened. */
  readonly root: string
  readonly documents: Documents
}

export interface LoadOptions {
  /** Read in place of the repository's own configuration. */
  readonly configFile?: string | undefined
  /** Name or path of the one cluster that is asked for; others may be left out. */
  readonly cluster?: string | undefined
}

/** A fleet as it was in a commit. */
export interface LoadedCommit {
  readonly fleet: Fleet
  /** Full id of the commit. */
  readonly commit: string
}

/**
 * Opens PATH, or the Git work tree around the working directory, and resolves the fleet in it.
 * @throws UsageError where there is no such directory, nothing in it, or the configuration is wrong.
 */
export async function loadFleet(
  path: string | undefined,
  host: Host,
  { configFile, cluster }: LoadOptions = {},
): Promise<Loaded> {
  const root = path ?? host.workTree(host.cwd) ?? host.cwd
  const repository = host.open(root, 'git')
  if (repository.files().length === 0) throw new UsageError(`\`${path ?? root}\` holds no files.`)
  const config = await configOf(repository, configFile)
  const documents = new Documents(repository)
  return { fleet: resolveDocuments(documents, config, cluster), config, root, documents }
}

/**
 * The fleet as it was in the commit that `revision` means, with the configuration of now: how a repository is read
 * changes nothing in a cluster. What is the same on both sides is read once.
 * @throws UsageError where there is no such commit.
 */
export async function loadFleetAt(loaded: Loaded, revision: string, host: Host): Promise<LoadedCommit> {
  const { root, config, documents } = loaded
  const snapshot = host.openCommit(root, revision, documents.repository)
  const { commit, repository } = snapshot
  const clusters = await clustersThen(repository, config)
  const then = Documents.besides(repository, { documents, isSame: path => snapshot.isUnchanged(path) })
  return { fleet: resolveDocuments(then, { ...config, render: { ...config.render, clusters } }), commit }
}

/** A list of clusters loses those that are gone: the list of then still has them. */
async function clustersThen(
  repository: Repository,
  { render }: Config,
): Promise<Config['render']['clusters']> {
  if (render.clusters.length === 0) return []
  const then = await clustersListedIn(repository)
  return (then.length > 0 ? then : render.clusters).filter(
    ({ path }) => repository.kindOf(path) === 'directory',
  )
}

async function clustersListedIn(repository: Repository): Promise<Config['render']['clusters']> {
  try {
    return (await configOf(repository)).render.clusters
  } catch (error) {
    if (error instanceof UsageError) return []
    throw error
  }
}

/** The configuration of a repository; its own `fleetlint.yaml` unless a file is named. */
export async function configOf(repository: Repository, file?: string): Promise<Config> {
  return loadConfig(repository, {
    ...(file === undefined ? {} : { path: clampPath(file) }),
    ruleIds: knownRuleIds,
  })
}

/** Loading all rules for their names takes longer than rendering a small cluster. */
async function knownRuleIds(): Promise<Iterable<string>> {
  const [{ allRules }, { policyRules }] = await Promise.all([
    import('./all-rules.ts'),
    import('../check/policy/index.ts'),
  ])
  return [...allRules, ...policyRules()].map(({ id }) => id)
}

/** Resolves the fleet in an open repository, with its own configuration unless another is given. */
export async function loadedFleet(repository: Repository, config?: Config): Promise<Fleet> {
  return resolveRepository(repository, config ?? (await configOf(repository)))
}

export function resolveRepository(repository: Repository, config: Config): Fleet {
  return resolveDocuments(new Documents(repository), config)
}

function resolveDocuments(documents: Documents, { render, output }: Config, wanted?: string): Fleet {
  const artifacts = new Artifacts()
  return resolveFleet(documents, {
    ...render,
    wanted,
    includes: path => !output.isIgnored(path),
    artifact: (all, request) => artifacts.of(all, request),
  })
}
