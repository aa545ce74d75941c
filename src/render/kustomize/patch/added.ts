import { isNull } from '../../../lib/node.ts'
import type { Mapping, Node, Sequence } from '../../../model/node.ts'
import { directiveOfList, directiveOfMap } from './directive.ts'
import { type Merged, mergeKeyedList } from './keyed-list.ts'
import { MapDraft } from './map-draft.ts'
import { type MergeSchema, type MergeType, typeOfNode } from './merge-schema.ts'

/** What a patch adds where nothing stands: its nulls and directives are carried out, lists without keys are not entered. */
export class Added {
  private readonly schema: MergeSchema

  constructor(schema: MergeSchema) {
    this.schema = schema
  }

  value(node: Node, known: MergeType | undefined): Node | undefined {
    switch (node.kind) {
      case 'scalar':
        return isNull(node) ? undefined : node
      case 'list':
        return this.list(node, known)
      case 'map': {
        const { directive, patch } = directiveOfMap(node)
        return directive === 'delete' ? undefined : this.fields(patch, known ?? typeOfNode(node, this.schema))
      }
      default:
        return node satisfies never
    }
  }

  fields(map: Mapping, type: MergeType | undefined): Mapping {
    const draft = new MapDraft(map)
    for (const [name, { key, value }] of map.entries) draft.set(key, this.value(value, type?.field(name)))
    return draft.done()
  }

  items(list: Sequence, type: MergeType | undefined): Sequence {
    if (type?.list === undefined) return list
    const merge = (item: Node | undefined, _: unknown, itemType: MergeType | undefined): Merged => {
      if (item === undefined) return { node: undefined, isOld: true }
      const left = item.kind === 'map' ? directiveOfMap(item).patch : item
      return { node: this.value(item, itemType), isOld: true, left }
    }
    return mergeKeyedList(list, list, { list: type.list, merge })
  }

  private list(list: Sequence, type: MergeType | undefined): Sequence | undefined {
    if (type?.list === undefined) return list
    const { directive, patch } = directiveOfList(list)
    return directive === 'delete' ? undefined : this.items(patch, type)
  }
}
