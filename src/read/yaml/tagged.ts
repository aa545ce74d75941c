import type { Typing } from '../../model/document.ts'
import type { ScalarValue } from '../../model/node.ts'
import { parseInteger, resolveScalar } from './scalar.ts'
import { parseTimestamp } from './timestamp.ts'

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/

export interface TaggedText {
  readonly tag: string
  readonly text: string
  readonly isPlain: boolean
}

/** What the decoder could not make a value of. */
export const UNFIT: unique symbol = Symbol('unfit')

type Resolver = (text: string, typing: Typing) => ScalarValue | typeof UNFIT

const RESOLVERS: ReadonlyMap<string, Resolver> = new Map<string, Resolver>([
  ['!!null', (text, typing) => (resolveScalar(text, typing) === null ? null : UNFIT)],
  ['!!bool', (text, typing) => only(resolveScalar(text, typing), 'boolean')],
  ['!!int', text => parseInteger(text.replaceAll('_', '')) ?? UNFIT],
  ['!!float', (text, typing) => only(resolveScalar(text, typing), 'number')],
  ['!!binary', text => decodeBase64(text) ?? UNFIT],
  ['!!timestamp', (text, typing) => (typing === 'sigs' ? text : (parseTimestamp(text) ?? UNFIT))],
])

/** The value of a scalar with a tag; `UNFIT` where Go's decoder cannot make one of it. */
export function resolveTagged(
  { tag, text, isPlain }: TaggedText,
  typing: Typing,
): ScalarValue | typeof UNFIT {
  // go-yaml v3 looks through a bare `!`; v2 takes it for a tag that it does not know.
  if (tag === '!') return typing === 'resource' && isPlain ? resolveScalar(text, typing) : text
  const resolve = RESOLVERS.get(tag)
  return resolve === undefined ? text : resolve(text, typing)
}

function only(value: ScalarValue, type: 'boolean' | 'number'): ScalarValue | typeof UNFIT {
  return typeof value === type ? value : UNFIT
}

function decodeBase64(text: string): string | undefined {
  const digits = text.replace(/[\r\n]/g, '')
  return BASE64.test(digits) ? Buffer.from(digits, 'base64').toString() : undefined
}
