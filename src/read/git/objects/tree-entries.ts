import type { EntryType } from '../../tree-paths.ts'

export interface TreeEntry {
  readonly type: EntryType
  /** Undefined for a submodule: its commit is none of this repository. */
  readonly id: string | undefined
}

const TYPES: Readonly<Record<string, EntryType>> = {
  '100644': 'file',
  '100664': 'file',
  '100755': 'file',
  '120000': 'link',
  '40000': 'directory',
  '160000': 'directory',
}
const SUBMODULE = '160000'

/** The entries of a tree object. A checkout would refuse such names as `..` and `.git`: they do not exist. */
export function treeEntries(bytes: Buffer, hashLength: number): ReadonlyMap<string, TreeEntry> {
  const entries = new Map<string, TreeEntry>()
  for (let start = 0; start < bytes.length;) {
    const space = bytes.indexOf(0x20, start)
    const end = bytes.indexOf(0, space)
    if (space < 0 || end < 0) break
    const mode = bytes.toString('latin1', start, space)
    const name = bytes.toString('utf8', space + 1, end)
    const type = TYPES[mode.replace(/^0+/, '')]
    start = end + 1 + hashLength
    const id = mode === SUBMODULE ? undefined : bytes.toString('hex', end + 1, start)
    if (type !== undefined && isName(name)) entries.set(name, { type, id })
  }
  return entries
}

function isName(name: string): boolean {
  return name !== '' && name !== '.' && name !== '..' && name.toLowerCase() !== '.git' && !name.includes('/')
}
