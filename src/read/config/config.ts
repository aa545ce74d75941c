import type { RuleLevel, Severity } from '../../model/finding.ts'
import type { RepoPath } from '../../model/location.ts'
import { isIgnoredPath, parseIgnoreRules } from '../git/ignore-rules.ts'

/** What may be written in `fleetlint.yaml`; `schemas/config.schema.json` describes each field. */
export interface RawConfig {
  readonly apiVersion: 'fleetlint.dev/v1alpha1'
  readonly kind: 'Config'
  readonly rules?: Readonly<Record<string, RuleLevel>>
  readonly failOn?: Severity
  readonly ignore?: readonly string[]
  readonly clusters?: readonly { readonly name?: string; readonly path: string }[]
  readonly flux?: { readonly version?: string }
  readonly sources?: Readonly<Record<string, string>>
}

export interface RenderConfig {
  /** Roots to take in place of those that are found; none where they are to be found. */
  readonly clusters: readonly { readonly path: RepoPath; readonly name?: string | undefined }[]
  /** `Kind/namespace/name` of a source → directory of this repository. */
  readonly sources: ReadonlyMap<string, RepoPath>
  /** `2.9` or `2.9.4`, for clusters of which the repository does not say it. */
  readonly fluxVersion: string | undefined
}

export interface OutputConfig {
  readonly failOn: Severity
  /** Whether findings in a file are left out of the report. */
  isIgnored(path: RepoPath): boolean
}

export interface Config {
  /** Severity by rule id, of the rules that the configuration names. */
  readonly rules: ReadonlyMap<string, RuleLevel>
  readonly render: RenderConfig
  readonly output: OutputConfig
}

/** Makes a path of the configuration one of the repository. */
export type ResolvePath = (path: string) => RepoPath

/** The only place that knows a default. `raw` has passed the schema, and `toPath` answers for all of its paths. */
export function resolveConfig(raw: Partial<RawConfig>, toPath: ResolvePath): Config {
  const { rules = {}, failOn = 'error', ignore = [], clusters = [], flux = {}, sources = {} } = raw
  return {
    rules: new Map(Object.entries(rules)),
    render: {
      clusters: clusters.map(({ name, path }) => ({ name, path: toPath(path) })),
      sources: new Map(Object.entries(sources).map(([source, path]) => [source, toPath(path)])),
      fluxVersion: flux.version?.replace(/^v/, ''),
    },
    output: { failOn, isIgnored: ignored(ignore) },
  }
}

function ignored(patterns: readonly string[]): (path: RepoPath) => boolean {
  const rules = parseIgnoreRules(patterns.join('\n'))
  const known = new Map<RepoPath, boolean>()
  return path => {
    const before = known.get(path)
    if (before !== undefined) return before
    const answer = isIgnoredPath(rules, path)
    known.set(path, answer)
    return answer
  }
}
