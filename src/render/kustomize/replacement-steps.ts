import { itemsAt, mapAt, scalarAt } from '../../lib/node.ts'
import type { Mapping, Node, Scalar } from '../../model/node.ts'
import { REPLACEMENT } from './fields.ts'
import type { Level } from './level.ts'
import { parsedFile } from './load.ts'
import type { Transformer } from './object.ts'
import { shaped } from './shape.ts'
import { replacementTransformer } from './transformers/replacements.ts'

/** Entries of `replacements`, written out or as paths of files with one or more of them: one transformer in all. */
export function replacementSteps(entries: readonly Node[], level: Level): Transformer[] {
  const replacements = entries.flatMap(entry => (entry.kind === 'map' ? replacementsOf(entry, level) : []))
  return replacements.length === 0 ? [] : [replacementTransformer({ replacements }, level.context)]
}

function replacementsOf(entry: Mapping, level: Level): readonly Mapping[] {
  const path = scalarAt(entry, 'path')
  if (path === undefined || path.text === '') return [entry]
  if (mapAt(entry, 'source') !== undefined || itemsAt(entry, 'targets').length > 0) {
    const message = 'The replacement has both a `path` and a `source` or `targets`.'
    level.context.report({ code: 'invalid-field', at: path, message })
    return []
  }
  return loaded(path, level)
}

function loaded(path: Scalar, level: Level): readonly Mapping[] {
  const parsed = parsedFile(path, 'sigs', level)
  if (parsed === undefined || parsed.problems.length > 0) return []
  const root = parsed.documents.find(document => document.root !== undefined)?.root
  const items = root?.kind === 'list' ? root.items : [root]
  return items.flatMap(item => {
    if (item?.kind === 'map') {
      return [shaped(item, REPLACEMENT, { where: path.text, context: level.context, isLenient: true })]
    }
    const message = `\`${path.text}\` holds neither a replacement nor a list of them.`
    level.context.report({ code: 'invalid-field', at: path, message })
    return []
  })
}
