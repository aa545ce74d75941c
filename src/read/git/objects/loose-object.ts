import { constants, inflateSync } from 'node:zlib'
import { MAX_FILE_SIZE } from '../../max-file-size.ts'
import { DamagedObject, type GitObject, type GitObjectType } from './git-object.ts'

const HEADER_LENGTH = 32
const HEADER = /^(commit|tree|blob|tag) (\d+)\0/

/**
 * An object in a file of its own: its type, its size and its bytes, compressed as a whole.
 * @throws DamagedObject, or zlib's error, where it is something else.
 */
export function looseObject(compressed: Buffer): GitObject {
  const head = inflateSync(compressed.subarray(0, 4 * HEADER_LENGTH), { finishFlush: constants.Z_SYNC_FLUSH })
  const [header, type, digits] = HEADER.exec(head.toString('latin1', 0, HEADER_LENGTH)) ?? []
  if (header === undefined || !isType(type))
    throw new DamagedObject('a file of the object store is no object')
  const size = Number(digits)
  if (size > MAX_FILE_SIZE) return { type, size, bytes: undefined }
  const bytes = inflateSync(compressed, { maxOutputLength: size + header.length }).subarray(header.length)
  if (bytes.length !== size) throw new DamagedObject('an object is cut')
  return { type, size, bytes }
}

function isType(text: string | undefined): text is GitObjectType {
  return text === 'commit' || text === 'tree' || text === 'blob' || text === 'tag'
}
