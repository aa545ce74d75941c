import { isNull, valueAt, valueIn } from '../../../lib/node.ts'
import type { ParsedFile } from '../../../model/document.ts'
import type { Mapping, Node } from '../../../model/node.ts'
import { objectId } from '../identity.ts'
import { Refusal } from '../transformers/refusal.ts'

/** What stands in a patch file, without empty documents. */
export function patchRoots({ documents }: ParsedFile): readonly Node[] {
  return documents.flatMap(({ root }) => (root === undefined || isEmpty(root) ? [] : [root]))
}

function isEmpty(node: Node): boolean {
  return isNull(node) || (node.kind === 'map' && node.entries.size === 0)
}

/**
 * The strategic merge patches in a file; those of a `*List` come after the rest.
 * @throws Refusal for what is no Kubernetes object.
 */
export function strategicPatches(roots: readonly Node[]): readonly Mapping[] {
  const waiting = roots.map(patchObject)
  const found: Mapping[] = []
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const items = objectId(next).kind.endsWith('List') ? valueAt(next, 'items') : undefined
    if (items === undefined) found.push(next)
    else if (items.kind === 'list') waiting.push(...items.items.map(patchObject))
  }
  return found
}

function patchObject(node: Node): Mapping {
  if (node.kind !== 'map') {
    throw new Refusal('invalid-patch', node, 'The patch is neither an object nor a list of operations.')
  }
  const { kind, name } = objectId(node)
  if (kind === '') throw new Refusal('invalid-patch', node, 'The patch has no `kind`.')
  if (name === '' && !kind.endsWith('List')) {
    throw new Refusal('invalid-patch', node, 'The patch has no `metadata.name`.')
  }
  return node
}

/** Where a patch says whom it is for. */
export function nameNode(patch: Mapping): Node {
  return valueIn(patch, 'metadata', 'name') ?? patch
}
