import { objectIdOf } from '../../../lib/kubernetes-id.ts'
import { joinPath, parentPath } from '../../../lib/path.ts'
import type { RepoPath } from '../../../model/location.ts'
import type { Resource } from '../../../model/resource.ts'
import type { Documents } from '../../../read/documents.ts'

/** A suite names a file that does not hold what it says. The message says what. */
export class SuiteMistake extends Error {
  override readonly name = 'SuiteMistake'
}

/**
 * The objects in a file that a suite names.
 * @throws SuiteMistake where there is no such file, or no object in it
 */
export function objectsIn(documents: Documents, suite: RepoPath, path: string): readonly Resource[] {
  const file = path === '' ? undefined : joinPath(parentPath(suite), path)
  const parsed = file === undefined ? undefined : documents.parse(file, 'resource')
  if (parsed === undefined) throw new SuiteMistake(`There is no file \`${path}\`.`)
  const [problem] = parsed.problems
  if (problem !== undefined) throw new SuiteMistake(`\`${path}\` cannot be read: ${problem.message}`)
  const objects = parsed.documents.flatMap(({ root }) => {
    const id = root?.kind === 'map' ? objectIdOf(root) : undefined
    return root?.kind === 'map' && id !== undefined ? [{ id, node: root, trail: undefined }] : []
  })
  if (objects.length === 0) throw new SuiteMistake(`\`${path}\` holds no object.`)
  return objects
}

/** The only object in a file. */
export function objectIn(documents: Documents, suite: RepoPath, path: string): Resource {
  const [object, second] = objectsIn(documents, suite, path)
  if (object === undefined || second !== undefined) {
    throw new SuiteMistake(`\`${path}\` holds more than one object.`)
  }
  return object
}
