import { baseName, parentPath } from '../../lib/path.ts'
import type { RepoPath } from '../../model/location.ts'
import type { Repository } from '../../model/repository.ts'
import type { ObjectId } from '../../model/resource.ts'
import { decodeText } from '../../read/decode.ts'

/** Scripts, task files, and pages with instructions. */
const SCRIPT =
  /\.(?:ba|z|fi)?sh$|\.(?:just|md|mjs|mk|nu|ps1|py|ts)$|(?:^|\/)(?:\.?justfile|Makefile|[Tt]askfile[^/]*|\.?tasks?(?:files)?\/.*)$/i

/** What a tool fills in before somebody applies it. */
const TEMPLATE = /\.(?:erb|gotmpl|j2|jinja2?|mustache|tmpl|tpl)$/i

/**
 * Whether a script or a page of the repository has `kubectl` apply a file before Flux comes: it names `kubectl`, and
 * the file or the folder around it.
 */
export function isAppliedByHand(path: RepoPath, repository: Repository): boolean {
  const file = baseName(path)
  const folder = parentPath(path)
  return repository.files().some(script => {
    if (!SCRIPT.test(script)) return false
    const text = textOf(script, repository)
    return text.includes('kubectl') && (text.includes(file) || (folder !== '' && text.includes(folder)))
  })
}

/**
 * Whether something of the repository makes an object before Flux comes: a template holds it, or a script has
 * `kubectl` create it.
 */
export function isMadeByHand(id: Pick<ObjectId, 'kind' | 'name'>, repository: Repository): boolean {
  return repository.files().some(path => {
    if (TEMPLATE.test(path)) return holdsObject(textOf(path, repository), id)
    return SCRIPT.test(path) && createsObject(textOf(path, repository), id)
  })
}

function holdsObject(text: string, { kind, name }: Pick<ObjectId, 'kind' | 'name'>): boolean {
  const lines = new Set(text.split(/\r?\n/).map(line => line.trim().replaceAll(/["']/g, '')))
  return lines.has(`kind: ${kind}`) && lines.has(`name: ${name}`)
}

function createsObject(text: string, { kind, name }: Pick<ObjectId, 'kind' | 'name'>): boolean {
  const words = text.split(/[\s"'`]+/)
  return text.includes(`create ${kind.toLowerCase()}`) && words.includes(name)
}

function textOf(path: RepoPath, repository: Repository): string {
  const read = repository.read(path)
  return read.kind === 'bytes' ? decodeText(path, read.bytes).file.text : ''
}
