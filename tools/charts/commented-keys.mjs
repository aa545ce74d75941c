/**
 * Options without a default: a chart documents them as comments, `# key: value`, beside the keys that have one.
 * Returns the keys by the dotted path of the map in which they stand, the top being ''.
 */
export function commentedKeys(text) {
  const found = new Map()
  const open = []
  for (const { indent, key, isComment, opens } of keysIn(text)) {
    while (open.length > 0 && open.at(-1).indent >= indent) open.pop()
    const parent = open.map(entry => entry.key).join('.')
    if (isComment) found.set(parent, [...(found.get(parent) ?? []), key])
    else if (opens) open.push({ indent, key })
  }
  return found
}

/** A capital letter begins a sentence. */
const COMMENT = /^ *# ?([a-z][A-Za-z0-9_-]*):(?: (.*))?$/
const KEY = /^ *"?([A-Za-z0-9_./-]+)"?:(?: +(.*))?$/

function* keysIn(text) {
  let isAnnotation = false
  let block = Infinity
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue
    const indent = line.length - line.trimStart().length
    if (indent > block) continue
    block = Infinity
    const isComment = line.trimStart().startsWith('#')
    // Annotations of schema generators stand between two such lines.
    if (isComment && line.includes('@schema')) isAnnotation = !isAnnotation
    const [, key, rest = ''] = (isComment ? COMMENT : KEY).exec(line) ?? []
    if (key === undefined || (isComment && (isAnnotation || /^https?:/.test(rest)))) continue
    const isBlock = !isComment && /^[|>]/.test(rest)
    if (isBlock) block = indent
    yield { indent, key, isComment, opens: !isBlock }
  }
}
