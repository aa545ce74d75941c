import { openRepository } from '../src/read/repository.ts'
import { openSnapshot } from '../src/read/git/snapshot.ts'
import type { Snapshot } from '../src/model/host.ts'
import { repoPath } from '../src/model/location.ts'
import { git } from './git.ts'
import { temporaryTree, writeIn } from './temporary-tree.ts'

export function snapshot(root: string, revision: string): Snapshot {
  return openSnapshot({ root, revision, workTree: openRepository(root, 'git'), shownAs: 'fleet' })
}

export function repository(
  files: Readonly<Record<string, string>> = { 'a.yaml': 'a: 1\n' },
  ...init: string[]
): string {
  const root = temporaryTree(files)
  git(root, 'init', '-q', '-b', 'main', ...init)
  commit(root, 'first')
  return root
}

export function commit(root: string, message: string): string {
  git(root, 'add', '-A')
  git(root, 'commit', '-q', '--allow-empty', '-m', message)
  return git(root, 'rev-parse', 'HEAD').trim()
}

export function textIn(tree: Snapshot['repository'], path: string): string {
  const found = tree.read(repoPath(path))
  return found.kind === 'bytes' ? Buffer.from(found.bytes).toString('utf8') : found.kind
}

export function message(root: string, revision: string): string {
  try {
    return snapshot(root, revision).commit
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

/** A history with branches, merges, tags and a file that every commit changes a little. */
export function longHistory(...init: string[]): string {
  const root = repository({ 'a.yaml': 'a: 1\n', 'deep/er/b.yaml': numbered(400) }, ...init)
  for (let step = 0; step < 12; step++) {
    writeIn(root, 'deep/er/b.yaml', numbered(400 + step).replace(`line ${String(step * 7)}\n`, 'changed\n'))
    writeIn(root, `files/${String(step)}.txt`, `${String(step)}\n`)
    commit(root, `step ${String(step)}`)
  }
  git(root, 'tag', 'v1', 'HEAD~6')
  git(root, 'tag', '-a', 'v1-annotated', '-m', 'one', 'HEAD~5')
  git(root, 'checkout', '-q', '-b', 'feature/one', 'HEAD~4')
  writeIn(root, 'feature.yaml', 'feature: 1\n')
  commit(root, 'feature')
  git(root, 'checkout', '-q', 'main')
  git(root, 'merge', '-q', '--no-ff', '-m', 'merge', 'feature/one')
  git(root, 'checkout', '-q', '-b', 'topic', 'main~2')
  writeIn(root, 'topic.yaml', 'topic: 1\n')
  commit(root, 'topic')
  return root
}

function numbered(lines: number): string {
  return Array.from({ length: lines }, (_, line) => `line ${String(line)}\n`).join('')
}
