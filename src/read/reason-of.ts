const REASONS: ReadonlyMap<string, string> = new Map([
  ['EACCES', 'permission denied'],
  ['EISDIR', 'it is a directory'],
  ['ELOOP', 'its symlinks lead in a circle'],
  ['EMFILE', 'too many files are open'],
  ['ENAMETOOLONG', 'its name is too long'],
  ['ENOENT', 'it does not exist'],
  ['ENOSPC', 'the disk is full'],
  ['ENOTDIR', 'it is not a directory'],
  ['EPERM', 'permission denied'],
  ['EROFS', 'the disk is read-only'],
])

/** Why the system refused, as a clause for a message; the system's own text would show absolute paths. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
  return REASONS.get(code) ?? `the system says ${code}`
}
