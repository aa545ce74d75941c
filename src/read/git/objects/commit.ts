/** What a commit says of itself, as far as it is needed here. */
export interface Commit {
  readonly tree: string
  readonly parents: readonly string[]
  /** Seconds since 1970 at which it was committed. */
  readonly date: number
}

/** Undefined where the bytes are no commit. */
export function parseCommit(bytes: Buffer): Commit | undefined {
  const [head = ''] = bytes.toString('latin1').split('\n\n', 1)
  const tree = /^tree ([0-9a-f]+)$/m.exec(head)?.[1]
  if (tree === undefined) return undefined
  const parents = [...head.matchAll(/^parent ([0-9a-f]+)$/gm)].map(([, id = '']) => id)
  const date = Number(/^committer .*> (\d+)/m.exec(head)?.[1] ?? 0)
  return { tree, parents, date }
}

/** What a tag object is about. */
export function tagTarget(bytes: Buffer): string | undefined {
  return /^object ([0-9a-f]+)$/m.exec(bytes.toString('latin1'))?.[1]
}
