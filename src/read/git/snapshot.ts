import { relative, sep } from 'node:path'
import type { Snapshot } from '../../model/host.ts'
import type { Repository } from '../../model/repository.ts'
import { UsageError } from '../../model/usage-error.ts'
import { CommitRepository } from './commit-repository.ts'
import { History } from './objects/history.ts'
import { ObjectStore } from './objects/object-store.ts'
import { Refs } from './objects/refs.ts'
import { resolveRevision } from './objects/revision.ts'
import { treeEntries } from './objects/tree-entries.ts'
import { gitDirectoriesOf, workTreeTop } from './work-tree.ts'

export interface SnapshotRequest {
  /** Real absolute path of the fleet's root, which may lie below the top of the work tree. */
  readonly root: string
  readonly revision: string
  /** What stands at `root` now. */
  readonly workTree: Repository
  /** The root in messages. */
  readonly shownAs: string
}

/**
 * The files of a commit. Everything comes from the files below `.git`: no git program runs, and so no hook, filter or
 * helper that a repository may name, and nothing is fetched.
 * @throws UsageError that says what to do.
 */
export function openSnapshot({ root, revision, workTree, shownAs }: SnapshotRequest): Snapshot {
  const top = workTreeTop(root)
  if (top === undefined) {
    throw new UsageError(`\`${shownAs}\` is not in a Git work tree: there is nothing to compare it with.`)
  }
  const directories = gitDirectoriesOf(top)
  const store = new ObjectStore(directories.objects, directories.hashLength)
  const history = new History(store, directories.shallow)
  const commit = resolveRevision(revision, { refs: new Refs(directories), history })
  const topTree = history.commit(commit)?.tree
  const tree = topTree === undefined ? undefined : treeBelow(store, topTree, relative(top, root))
  const repository = new CommitRepository({ store, tree, root, workTree })
  return { commit, repository, isUnchanged: path => repository.isUnchanged(path) }
}

/** The tree object of a directory; undefined where the commit does not have it. */
function treeBelow(store: ObjectStore, top: string, directory: string): string | undefined {
  let current: string | undefined = top
  for (const name of directory.split(sep)) {
    if (name !== '' && current !== undefined) current = subtree(store, current, name)
  }
  return current
}

function subtree(store: ObjectStore, tree: string, name: string): string | undefined {
  const bytes = store.read(tree)?.bytes
  const entry = bytes === undefined ? undefined : treeEntries(bytes, store.hashLength).get(name)
  return entry?.type === 'directory' ? entry.id : undefined
}
