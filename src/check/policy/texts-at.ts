import { itemsAt } from '../../lib/node.ts'
import type { Node } from '../../model/node.ts'

/** The texts of the list under a key. */
export function textsAt(node: Node | undefined, key: string): readonly string[] {
  return itemsAt(node, key).flatMap(item =>
    item.kind === 'scalar' && item.value !== null ? [item.text] : [],
  )
}
