const NAME = '[\\w:-]+'
const TAG = new RegExp(`<(/?)(${NAME})((?:\\s+${NAME}="[^"<]*")*)\\s*(/?)>|<`, 'g')
const AMPERSAND = /&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);)/i

/** What is wrong with a text as XML without comments and processing instructions; undefined where nothing is. */
export function xmlMistake(text: string): string | undefined {
  if (AMPERSAND.test(text)) return 'a bare ampersand'
  if (!/^<[^]*>\n?$/.test(text)) return 'text outside of the root'
  const open: string[] = []
  for (const tag of text.matchAll(TAG)) {
    const mistake = open.length === 0 && tag.index > 0 ? 'a second root' : tagMistake(tag, open)
    if (mistake !== undefined) return mistake
  }
  return open.length === 0 ? undefined : `<${open.join('><')}> is never closed`
}

/** Opens or closes one element. */
function tagMistake(tag: RegExpExecArray, open: string[]): string | undefined {
  const { 0: whole, 1: closing, 2: name, 3: attributes = '', 4: empty } = tag
  if (name === undefined) return `no tag at ${String(tag.index)}`
  if (closing === '/') {
    const opened = open.pop()
    return opened === name ? undefined : `</${name}> closes <${opened ?? ''}>`
  }
  if (empty === '') open.push(name)
  const names = [...attributes.matchAll(/\s([\w:-]+)=/g)].map(([, attribute]) => attribute)
  return new Set(names).size < names.length ? `an attribute twice in ${whole}` : undefined
}
