import { repoPath } from '../../../model/location.ts'
import { computed, type Mapping, type Node, type Scalar } from '../../../model/node.ts'
import { parseYaml } from '../../../read/yaml/parse.ts'
import { SelectorError } from '../select.ts'
import { printEmbedded } from './embedded-print.ts'
import { LookupError, lookupField, type Place, withValueAt } from './field-lookup.ts'
import { changeMatches, type Matching } from './path-matcher.ts'

/**
 * Changes a field inside a text that is YAML or JSON, where the path leads into one; undefined where it does not, or
 * where there is no such field.
 */
export function withEmbedded(
  object: Mapping,
  parts: readonly string[],
  matching: Matching,
): Mapping | undefined {
  const found = textOnPath(object, parts)
  if (found === undefined) return undefined
  const { text, root, way, rest } = found
  const changed = tried(() => changeMatches(root, rest, matching))
  if (changed === undefined || changed.count === 0) return undefined
  const printed = printEmbedded(text.text, changed.node)
  if (printed === undefined) return undefined
  const node = withValueAt(object, way, computed(matching.at, { what: 'replacement', was: text }, printed))
  return node.kind === 'map' ? node : undefined
}

/**
 * How many fields the rest of a path means inside a text, which are then left alone: kustomize changes a copy of them.
 * @throws LookupError where the text is no YAML, or the path does not fit it.
 */
export function embeddedMatches(text: Scalar, rest: readonly string[], make: Matching['make']): number {
  const root = parsedText(text)
  if (root === undefined) throw new LookupError('the path leads into a text that is no YAML')
  const set = (current: Node | undefined): Node => current ?? text
  const intoText = (inner: Scalar, more: readonly string[]): number => embeddedMatches(inner, more, make)
  return changeMatches(root, rest, { set, make, at: text, intoText }).count
}

interface TextOnPath {
  readonly text: Scalar
  /** What the text holds. */
  readonly root: Node
  readonly way: Place['way']
  readonly rest: readonly string[]
}

/** The first text on a path that is YAML and has path left after it. */
function textOnPath(object: Mapping, parts: readonly string[]): TextOnPath | undefined {
  for (let depth = 1; depth < parts.length; depth++) {
    const place = tried(() => lookupField(object, parts.slice(0, depth)))
    if (place?.node.kind !== 'scalar') continue
    const root = parsedText(place.node)
    if (root !== undefined) return { text: place.node, root, way: place.way, rest: parts.slice(depth) }
  }
  return undefined
}

function parsedText({ text }: Scalar): Node | undefined {
  const { documents, problems } = parseYaml({ path: repoPath(''), text }, 'resource')
  const [first] = documents
  return problems.length > 0 || first?.index !== 0 ? undefined : first.root
}

function tried<T>(attempt: () => T): T | undefined {
  try {
    return attempt()
  } catch (error) {
    if (error instanceof LookupError || error instanceof SelectorError) return undefined
    throw error
  }
}
