import type { Document, ParsedFile } from '../../model/document.ts'
import type { SourceFile } from '../../model/location.ts'
import type { Entry, Mapping, Node, Scalar } from '../../model/node.ts'

/** An alias, or what may be one: nodes that stand in two places have to stay one. */
const ALIAS = /(?:^|[\s:,[{-])\*[\w-]/

export function mayHaveAliases({ text }: SourceFile): boolean {
  return ALIAS.test(text)
}

/** What parsing `file` gives, made of what parsing the same text elsewhere gave. The text must have no aliases. */
export function copyFor(file: SourceFile, { documents, problems }: ParsedFile): ParsedFile {
  return {
    file,
    documents: documents.map((document): Document => ({
      file,
      index: document.index,
      root: document.root && copied(document.root, file),
    })),
    problems: problems.map(problem => ({ ...problem, at: { ...problem.at, file } })),
  }
}

function copied(node: Node, file: SourceFile): Node {
  const { start, end, step } = node
  switch (node.kind) {
    case 'scalar':
      return copiedScalar(node, file)
    case 'list': {
      const items = node.items.map(item => copied(item, file))
      return { kind: 'list', items, file, start, end, step }
    }
    case 'map':
      return { kind: 'map', entries: copiedEntries(node, file), file, start, end, step }
    default:
      return node satisfies never
  }
}

function copiedEntries({ entries }: Mapping, file: SourceFile): ReadonlyMap<string, Entry> {
  const copies = new Map<string, Entry>()
  for (const [name, { key, value }] of entries) {
    copies.set(name, { key: copiedScalar(key, file), value: copied(value, file) })
  }
  return copies
}

function copiedScalar({ value, text, start, end, step }: Scalar, file: SourceFile): Scalar {
  return { kind: 'scalar', value, text, file, start, end, step }
}
