import { hint } from '../../lib/nearest.ts'
import { joinPath, parentPath } from '../../lib/path.ts'
import type { ParsedFile } from '../../model/document.ts'
import { type RepoPath, repoPath } from '../../model/location.ts'
import type { Node } from '../../model/node.ts'
import type { Repository } from '../../model/repository.ts'
import { UsageError } from '../../model/usage-error.ts'
import { Documents } from '../documents.ts'
import { type Config, type RawConfig, resolveConfig } from './config.ts'
import { type Mistake, usageErrorOf } from './mistake.ts'
import { keyAt, nodeAt, validateConfig } from './validate.ts'

export interface ConfigQuestion {
  /** The file that was asked for; `fleetlint.yaml` at the root where none was. */
  readonly path?: RepoPath | undefined
  /** Every rule that there is; asked for where a configuration may name some. */
  readonly ruleIds: () => Promise<Iterable<string>>
}

const CONFIG_FILE = repoPath('fleetlint.yaml')

/**
 * Reads the configuration of a repository; the defaults where it has none.
 * @throws UsageError with a line `file:line:column: message` for each mistake, and where a named file does not exist.
 */
export async function loadConfig(repository: Repository, { path, ruleIds }: ConfigQuestion): Promise<Config> {
  const file = path ?? CONFIG_FILE
  // `off` is text to the reader of resources, and false to the other one.
  const parsed = new Documents(repository).parse(file, 'resource')
  if (parsed === undefined) {
    if (path !== undefined) throw new UsageError(`The configuration \`${path}\` does not exist.`)
    return resolveConfig({}, () => CONFIG_FILE)
  }
  const root = rootOf(parsed)
  const raw = await validateConfig(root)
  if (isMistakes(raw)) throw usageErrorOf(raw)
  const base = parentPath(file)
  const mistakes = [
    ...unknownRules(root, raw, new Set(await ruleIds())),
    ...wrongPaths(root, raw, { repository, base }),
  ]
  if (mistakes.length > 0) throw usageErrorOf(mistakes)
  return resolveConfig(raw, directory => joinPath(base, directory) ?? base)
}

function isMistakes(value: RawConfig | readonly Mistake[]): value is readonly Mistake[] {
  return Array.isArray(value)
}

function rootOf({ file, documents, problems }: ParsedFile): Node {
  if (problems.length > 0) throw usageErrorOf(problems)
  const [first, second] = documents.map(({ root }) => root).filter(root => root !== undefined)
  if (first === undefined)
    throw usageErrorOf([{ at: { file, start: 0, end: 0 }, message: 'The configuration is empty.' }])
  if (second !== undefined)
    throw usageErrorOf([{ at: second, message: 'The configuration has a second document.' }])
  return first
}

function* unknownRules(root: Node, raw: RawConfig, ruleIds: ReadonlySet<string>): Generator<Mistake> {
  for (const id of Object.keys(raw.rules ?? {})) {
    // A constraint template of the fleet is a rule that only its clusters know.
    if (ruleIds.has(id) || id.startsWith('policy/')) continue
    yield {
      at: keyAt(nodeAt(root, ['rules']), id),
      message: `There is no rule \`${id}\`.${hint(id, ruleIds)}`,
    }
  }
}

interface Place {
  readonly repository: Repository
  readonly base: RepoPath
}

function* wrongPaths(root: Node, raw: RawConfig, place: Place): Generator<Mistake> {
  for (const [index, { path }] of (raw.clusters ?? []).entries()) {
    yield* wrongPath(nodeAt(root, ['clusters', String(index), 'path']), path, place)
  }
  for (const [source, path] of Object.entries(raw.sources ?? {})) {
    yield* wrongPath(nodeAt(root, ['sources', source]), path, place)
  }
}

function* wrongPath(at: Node, path: string, { repository, base }: Place): Generator<Mistake> {
  const directory = joinPath(base, path)
  if (directory === undefined) yield { at, message: `\`${path}\` leads out of the repository.` }
  else if (repository.kindOf(directory) !== 'directory') {
    yield { at, message: `\`${path}\` is not a directory of this repository.` }
  }
}
