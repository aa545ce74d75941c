import { baseName, parentPath } from '../../lib/path.ts'
import type { RepoPath } from '../../model/location.ts'
import type { Repository } from '../../model/repository.ts'
import { decodeText } from '../../read/decode.ts'

/** Scripts, task files, and pages with instructions. */
const SCRIPT =
  /\.(?:ba|z|fi)?sh$|\.(?:just|md|mjs|mk|nu|ps1|py|ts)$|(?:^|\/)(?:\.?justfile|Makefile|[Tt]askfile[^/]*|\.?tasks?(?:files)?\/.*)$/i

/**
 * Whether a script or a page of the repository has `kubectl` apply a file before Flux comes: it names `kubectl`, and
 * the file or the folder around it.
 */
export function isAppliedByHand(path: RepoPath, repository: Repository): boolean {
  const file = baseName(path)
  const folder = parentPath(path)
  return repository.files().some(script => {
    if (!SCRIPT.test(script)) return false
    const read = repository.read(script)
    if (read.kind !== 'bytes') return false
    const { text } = decodeText(script, read.bytes).file
    return text.includes('kubectl') && (text.includes(file) || (folder !== '' && text.includes(folder)))
  })
}
