import { relative, sep } from 'node:path'
import { decide, type IgnoreRule, parseIgnoreRules } from './ignore-rules.ts'
import type { TrackedFiles } from './tracked-files.ts'
import { openWorkTree, workTreeTop } from './work-tree.ts'

/** The rules of one .gitignore file and how many directories lie between the top and it. */
interface Level {
  readonly rules: readonly IgnoreRule[]
  readonly depth: number
}

/** What Git knows about one directory: how its names are judged. */
export interface GitScope {
  /** Absolute path. */
  readonly directory: string
  /** From the top of the work tree. */
  readonly parts: readonly string[]
  /** Outermost first; inner ones have the last word. */
  readonly levels: readonly Level[]
  /** In an ignored directory and in a repository of its own, only what the index lists is there. */
  readonly isTrackedOnly: boolean
  readonly tracked: () => TrackedFiles
}

const NOTHING_TRACKED: TrackedFiles = { files: new Set(), directories: new Set() }

/**
 * The scope of a repository's root, by its own .gitignore still to be told apart. The rules of the directories above it
 * hold up to the top of the work tree, unless they ignore the root itself: then that work tree is about something else.
 */
export function rootScope(root: string, readIgnoreFile: (directory: string) => string): GitScope {
  const top = workTreeTop(root)
  const alone = {
    directory: root,
    parts: [],
    levels: [],
    isTrackedOnly: false,
    tracked: () => NOTHING_TRACKED,
  }
  if (top === undefined) return alone
  const { excludeRules, tracked } = openWorkTree(top)
  const levels = excludeRules.length > 0 ? [{ rules: excludeRules, depth: 0 }] : []
  let scope: GitScope = { ...alone, directory: top, levels, tracked }
  for (const name of relative(top, root).split(sep)) {
    if (name === '') continue
    scope = withIgnoreFile(scope, readIgnoreFile(scope.directory))
    if (!isVisible(scope, name, true)) return alone
    scope = childScope(scope, name)
  }
  return scope
}

export function withIgnoreFile(scope: GitScope, text: string): GitScope {
  const rules = parseIgnoreRules(text)
  if (rules.length === 0) return scope
  return { ...scope, levels: [...scope.levels, { rules, depth: scope.parts.length }] }
}

/** The scope of a visible directory in `scope`. */
export function childScope(scope: GitScope, name: string): GitScope {
  const directory = `${scope.directory}/${name}`
  const parts = [...scope.parts, name]
  const isTrackedOnly = scope.isTrackedOnly || isIgnored(scope, parts, true)
  return { ...scope, directory, parts, isTrackedOnly }
}

/** The scope of a repository inside this one: Git lists none of its files, unless they were tracked before. */
export function nestedScope(scope: GitScope): GitScope {
  return { ...scope, isTrackedOnly: true }
}

/** Whether Git sees what stands under a name; a symlink counts as a file. */
export function isVisible(scope: GitScope, name: string, isDirectory: boolean): boolean {
  if (name === '.git') return false
  const parts = [...scope.parts, name]
  if (!scope.isTrackedOnly && !isIgnored(scope, parts, isDirectory)) return true
  const { files, directories } = scope.tracked()
  return (isDirectory ? directories : files).has(parts.join('/'))
}

function isIgnored({ levels }: GitScope, parts: readonly string[], isDirectory: boolean): boolean {
  for (let index = levels.length - 1; index >= 0; index--) {
    const level = levels[index]
    if (level === undefined) continue
    const decision = decide(level.rules, { parts: parts.slice(level.depth), isDirectory })
    if (decision !== undefined) return decision
  }
  return false
}
