import { compareText } from '../../lib/order.ts'
import { baseName } from '../../lib/path.ts'
import type { RepoPath, SourceFile } from '../../model/location.ts'
import { repoPath } from '../../model/location.ts'
import type { Repository } from '../../model/repository.ts'
import type { Documents } from '../../read/documents.ts'

/** Every file at a path or below it, by name, in order; what Git and Node keep for themselves is left out. */
export function filesBelow(repository: Repository, path: RepoPath): readonly RepoPath[] {
  if (repository.kindOf(path) === 'file') return [path]
  const found: RepoPath[] = []
  for (const name of repository.list(path)) {
    if (name === '.git' || name === 'node_modules') continue
    const child = repoPath(path === '' ? name : `${path}/${name}`)
    found.push(...filesBelow(repository, child))
  }
  return found.sort(compareText)
}

export function isRego(path: RepoPath): boolean {
  return path.endsWith('.rego')
}

export function isRegoTest(path: RepoPath): boolean {
  return baseName(path).endsWith('_test.rego')
}

export function isYaml(path: RepoPath): boolean {
  return path.endsWith('.yaml') || path.endsWith('.yml')
}

export function sourcesOf(documents: Documents, paths: readonly RepoPath[]): readonly SourceFile[] {
  return paths.map(path => documents.source(path)).filter(file => file !== undefined)
}
