import { CallGap } from '../function.ts'

/** Of a label's value. */
const LONGEST = 63

const WORDS: Readonly<Record<string, string>> = { '&': 'and', '@': 'at', '"': '', "'": '' }

/** A text as part of a name, as the operator's `slugify` makes it. Beyond ASCII it needs tables that are not here. */
export function slug(text: string): string {
  if (!/^[\t-\r -~]*$/.test(text)) throw new CallGap('`slugify` of a text beyond ASCII is not evaluated')
  return shortened(
    text
      .trim()
      .replaceAll(/[&@"']/g, character => WORDS[character] ?? '')
      .toLowerCase()
      .replaceAll(/[^a-z0-9_-]/g, '-')
      .replaceAll(/-+/g, '-')
      .replaceAll(/^[-_]+|[-_]+$/g, ''),
  )
}

/** A longer text is cut before a word, or within one where it is the only one. */
function shortened(text: string): string {
  if (text.length <= LONGEST) return text
  const dash = text.lastIndexOf('-', LONGEST)
  return text.slice(0, dash < 0 ? LONGEST : dash)
}
