/** js-yaml's reasons in our words; others are made a sentence. */
const SENTENCES: ReadonlyMap<string, string> = new Map([
  ['bad indentation of a mapping entry', 'The indention of this line fits no key above it.'],
  ['bad indentation of a sequence entry', 'The indention of this line fits no item of the list above it.'],
  ['deficient indentation', 'This line is indented less than the value that it belongs to.'],
  ['tab characters must not be used in indentation', 'A tab stands where only spaces can indent.'],
  ['unknown escape sequence', 'The escape is not known to YAML.'],
  ['the stream contains non-printable characters', 'The text holds a control character.'],
  ['missed comma between flow collection entries', 'A comma is missing between two entries.'],
  ["expected ':' after a mapping key", 'A key has no `:` behind it.'],
  [
    'can not read a block mapping entry; a multiline key may not be an implicit key',
    'A key and its `:` stand on different lines.',
  ],
  ['end of the stream or a document separator is expected', 'This line belongs to nothing above it.'],
  ['directives end mark is expected', 'A `%` directive has no document: the file is split at `---` first.'],
  ['unexpected end of the stream within a flow collection', 'A `[` or `{` is never closed.'],
  ['unexpected end of the stream within a double quoted scalar', 'A double quote is never closed.'],
  ['unexpected end of the stream within a single quoted scalar', 'A single quote is never closed.'],
  ['name of an alias node must contain at least one character', 'A `*` is no alias; this text needs quotes.'],
  [
    'name of an anchor node must contain at least one character',
    'A `&` is no anchor; this text needs quotes.',
  ],
])

/** The reason of a refusal as a sentence of ours. */
export function sentenceOf(reason: string): string {
  const known = SENTENCES.get(reason)
  if (known !== undefined) return known
  if (reason.startsWith('nesting exceeded')) return 'The document is nested too deeply.'
  const text = reason.charAt(0).toUpperCase() + reason.slice(1)
  return text.endsWith('.') ? text : `${text}.`
}
