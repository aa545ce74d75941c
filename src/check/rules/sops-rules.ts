import { itemsAt, scalarAt, textAt } from '../../lib/node.ts'
import { onceFor } from '../../lib/once-for.ts'
import { baseName, isWithin, parentPath } from '../../lib/path.ts'
import type { Fleet } from '../../model/fleet.ts'
import type { RepoPath } from '../../model/location.ts'
import type { Node, Scalar } from '../../model/node.ts'
import { matchesAny } from './sealed.ts'

/** What the `.sops.yaml` files of a repository want encrypted. */
export interface SopsRules {
  /** The expression that covers a file with a Secret; undefined where none does. */
  cover(path: RepoPath): Scalar | undefined
}

export const sopsRules: (fleet: Fleet) => SopsRules = onceFor(rulesIn)

interface RuleFile {
  readonly directory: RepoPath
  readonly rules: readonly Node[]
}

function rulesIn({ files }: Fleet): SopsRules {
  const found: RuleFile[] = []
  for (const [path, { documents }] of files) {
    if (baseName(path) !== '.sops.yaml') continue
    const [document] = documents
    found.push({ directory: parentPath(path), rules: itemsAt(document?.root, 'creation_rules') })
  }
  // The nearest one above a file counts, and in it the first rule that matches.
  found.sort((a, b) => b.directory.length - a.directory.length)
  return {
    cover(path) {
      const file = found.find(({ directory }) => isWithin(path, directory))
      return file === undefined ? undefined : covering(path, file)
    },
  }
}

function covering(path: RepoPath, { directory, rules }: RuleFile): Scalar | undefined {
  const relative = directory === '' ? path : path.slice(directory.length + 1)
  for (const rule of rules) {
    const pattern = scalarAt(rule, 'path_regex')
    // A rule for everything only says which keys are to be used.
    if (pattern === undefined) return undefined
    const isMatch = matchesAny(pattern.text, [relative])
    if (isMatch === undefined) return undefined
    if (isMatch) return encryptsSecrets(rule) ? pattern : undefined
  }
  return undefined
}

function encryptsSecrets(rule: Node): boolean {
  const expression = textAt(rule, 'encrypted_regex')
  return expression === undefined || matchesAny(expression, ['data', 'stringData']) === true
}
