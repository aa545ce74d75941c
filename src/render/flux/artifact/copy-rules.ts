import { itemsAt, scalarAt, textAt } from '../../../lib/node.ts'
import { baseName, clampPath } from '../../../lib/path.ts'
import { type Origin, type RepoPath, repoPath } from '../../../model/location.ts'
import type { Node, Scalar } from '../../../model/node.ts'
import type { Repository } from '../../../model/repository.ts'
import { compileGlobs } from '../../../read/git/glob.ts'
import { doubleStar } from './double-star.ts'
import type { StagedFile } from './staged-repository.ts'

/** The artifact of a source, by its alias. */
export interface CopySource {
  readonly repository: Repository
  readonly base: RepoPath
}

/** Why an artifact cannot be put together: `isMistake` where the controller fails too, else only we cannot. */
export interface CopyObstacle {
  readonly isMistake: boolean
  readonly at: Origin
  readonly message: string
}

/** What source-watcher copies into an artifact, in the order of the rules (spec/flux.md 6.1). */
export function copied(
  rules: readonly Node[],
  sources: ReadonlyMap<string, CopySource>,
): ReadonlyMap<RepoPath, StagedFile> | CopyObstacle {
  const staged = new Map<RepoPath, StagedFile>()
  for (const rule of rules) {
    const obstacle = new Copy(rule, sources, staged).run()
    if (obstacle !== undefined) return obstacle
  }
  return staged
}

/** One rule. */
class Copy {
  private readonly rule: Node
  private readonly sources: ReadonlyMap<string, CopySource>
  private readonly staged: Map<RepoPath, StagedFile>
  private source: CopySource = NO_SOURCE
  private excludes: readonly ((path: string) => boolean)[] = []
  /** The part of the pattern that is no pattern; `exclude` counts from there, too. */
  private selection = ''

  constructor(rule: Node, sources: ReadonlyMap<string, CopySource>, staged: Map<RepoPath, StagedFile>) {
    this.rule = rule
    this.sources = sources
    this.staged = staged
  }

  run(): CopyObstacle | undefined {
    const ways = waysOf(this.rule)
    if ('isMistake' in ways) return ways
    const { from, alias, pattern, target } = ways
    const source = this.sources.get(alias)
    if (source === undefined) return mistake(from, `no source has the alias \`${alias}\`.`)
    this.source = source
    if (!this.readExcludes()) return unevaluated(from)
    return /[*?[\]]/.test(pattern) ? this.glob(pattern, target, from) : this.single(pattern, target, from)
  }

  /** Whether the rule is one that can be followed. */
  private readExcludes(): boolean {
    const texts = itemsAt(this.rule, 'exclude').flatMap(item => (item.kind === 'scalar' ? [item.text] : []))
    const matchers = texts.map(matcherOf)
    this.excludes = matchers.filter(matcher => matcher !== undefined)
    return this.excludes.length === matchers.length && textAt(this.rule, 'strategy') !== 'Extract'
  }

  private single(pattern: string, target: string, from: Scalar): CopyObstacle | undefined {
    const path = clampPath(pattern)
    const kind = this.kindOf(path)
    if (kind === undefined) return mistake(from, `\`${pattern}\` is not in the source.`)
    if (kind === 'directory') {
      this.selection = path
      return this.directory(path, joined(target, baseName(path)))
    }
    if (this.isExcluded(path)) return undefined
    const isInto = target === '' || target.endsWith('/') || this.isStagedDirectory(clampPath(target))
    return this.file(path, isInto ? joined(target, baseName(path)) : clampPath(target))
  }

  private glob(pattern: string, target: string, from: Scalar): CopyObstacle | undefined {
    const parts = pattern.split('/')
    const first = parts.findIndex(part => /[*?[\]]/.test(part))
    this.selection = parts.slice(0, first).join('/')
    const matches = this.matches(parts)
    if (matches.length === 0) return mistake(from, `nothing in the source matches \`${pattern}\`.`)
    const kept = matches.filter(match => !this.isExcluded(match))
    if (kept.length === 0) return mistake(from, `\`exclude\` leaves nothing of \`${pattern}\`.`)
    for (const match of kept) {
      const stripped = pattern.endsWith('/**') ? strippedBy(match, pattern.slice(0, -2)) : match
      const place = joined(target, stripped)
      const obstacle =
        this.kindOf(match) === 'directory' ? this.directory(match, place) : this.file(match, place)
      if (obstacle !== undefined) return obstacle
    }
    return undefined
  }

  /** Go's fs.Glob: each part of the pattern is about one part of the path, and `**` is no more than `*`. */
  private matches(parts: readonly string[]): readonly RepoPath[] {
    let found: readonly RepoPath[] = [repoPath('')]
    for (const part of parts) {
      const glob = compileGlobs(part, 'go')?.[0]
      if (glob === undefined || part === '') return []
      found = found.flatMap(directory =>
        this.list(directory)
          .filter(name => glob.matches(name))
          .map(name => joined(directory, name)),
      )
    }
    return found
  }

  private directory(path: RepoPath, place: RepoPath): CopyObstacle | undefined {
    for (const name of this.list(path)) {
      const inner = joined(path, name)
      if (this.isExcluded(inner)) continue
      if (this.kindOf(inner) === 'directory') this.directory(inner, joined(place, name))
      else this.stage(inner, joined(place, name))
    }
    return undefined
  }

  private file(path: RepoPath, place: RepoPath): CopyObstacle | undefined {
    if (textAt(this.rule, 'strategy') === 'Merge' && this.staged.has(place)) {
      return unevaluated(scalarAt(this.rule, 'strategy') ?? this.rule)
    }
    this.stage(path, place)
    return undefined
  }

  private stage(path: RepoPath, place: RepoPath): void {
    this.staged.set(place, { repository: this.source.repository, place: this.inSource(path) })
  }

  private isExcluded(path: RepoPath): boolean {
    const prefix = this.selection === '' ? '' : `${this.selection}/`
    const paths = path.startsWith(prefix) && prefix !== '' ? [path, path.slice(prefix.length)] : [path]
    return this.excludes.some(exclude => paths.some(exclude))
  }

  private isStagedDirectory(path: RepoPath): boolean {
    return [...this.staged.keys()].some(file => file.startsWith(`${path}/`))
  }

  private kindOf(path: RepoPath): ReturnType<Repository['kindOf']> {
    return this.source.repository.kindOf(this.inSource(path))
  }

  private list(directory: RepoPath): readonly string[] {
    return this.source.repository.list(this.inSource(directory))
  }

  private inSource(path: RepoPath): RepoPath {
    return joined(this.source.base, path)
  }
}

interface Ways {
  readonly from: Scalar
  readonly alias: string
  readonly pattern: string
  readonly target: string
}

function waysOf(rule: Node): Ways | CopyObstacle {
  const from = scalarAt(rule, 'from')
  const source = groupsOf(/^@([^/]*)\/(.*)$/, from)
  const target = groupsOf(/^@artifact\/(.*)$/, scalarAt(rule, 'to'))
  if (from === undefined || source === undefined || target === undefined) {
    return mistake(from ?? rule, 'a copy says `from: "@alias/…"` and `to: "@artifact/…"`.')
  }
  const [alias = '', pattern = ''] = source
  return { from, alias, pattern, target: target.join('') }
}

function groupsOf(form: RegExp, scalar: Scalar | undefined): readonly string[] | undefined {
  return scalar === undefined ? undefined : form.exec(scalar.text)?.slice(1)
}

const NOTHING: Repository = {
  kindOf: () => undefined,
  list: () => [],
  read: () => ({ kind: 'missing' }),
  files: () => [],
}
const NO_SOURCE: CopySource = { repository: NOTHING, base: repoPath('') }

/** A pattern without a slash is about the name, too. */
function matcherOf(pattern: string): ((path: string) => boolean) | undefined {
  const matches = doubleStar(pattern)
  if (matches === undefined || pattern.includes('/')) return matches
  return path => matches(path) || matches(baseName(path))
}

function strippedBy(path: RepoPath, prefix: string): string {
  return path.startsWith(prefix) ? path.slice(prefix.length) : path
}

function joined(directory: string, name: string): RepoPath {
  return clampPath(`${directory}/${name}`)
}

function mistake(at: Origin, message: string): CopyObstacle {
  return { isMistake: true, at, message }
}

function unevaluated(at: Origin): CopyObstacle {
  return { isMistake: false, at, message: 'archives, merged files and such patterns are not evaluated' }
}
