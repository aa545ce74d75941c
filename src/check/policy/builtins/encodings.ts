import { createHash, createHmac } from 'node:crypto'
import type { Value } from '../rego/value.ts'
import type { Builtin, Builtins } from './builtin.ts'

/** Encodings and digests of strings. */
export const ENCODINGS: Builtins = [
  ['hex.encode', onText(text => Buffer.from(text).toString('hex'))],
  [
    'hex.decode',
    onText(text => (/^(?:[0-9a-f]{2})*$/i.test(text) ? utf8(Buffer.from(text, 'hex')) : undefined)),
  ],
  ['base64url.encode_no_pad', onText(text => Buffer.from(text).toString('base64url'))],
  ['urlquery.encode', onText(encodeQuery)],
  ['urlquery.decode', onText(decodeQuery)],
  ['crypto.md5', onText(text => digest('md5', text))],
  ['crypto.sha1', onText(text => digest('sha1', text))],
  ['crypto.sha256', onText(text => digest('sha256', text))],
  ['crypto.hmac.sha256', ([text, key]) => keyed('sha256', text, key)],
  ['crypto.hmac.sha512', ([text, key]) => keyed('sha512', text, key)],
]

function onText(use: (text: string) => string | undefined): Builtin {
  return ([value]) => (typeof value === 'string' ? use(value) : undefined)
}

function digest(algorithm: string, text: string): string {
  return createHash(algorithm).update(text).digest('hex')
}

function keyed(algorithm: string, text: Value | undefined, key: Value | undefined): string | undefined {
  if (typeof text !== 'string' || typeof key !== 'string') return undefined
  return createHmac(algorithm, key).update(text).digest('hex')
}

function utf8(bytes: Buffer): string {
  return bytes.toString('utf8')
}

/** As a form encodes: a space is `+`. */
function encodeQuery(text: string): string {
  return encodeURIComponent(Buffer.from(text).toString('utf8'))
    .replaceAll('%20', '+')
    .replace(/[!'()*]/g, character => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
}

function decodeQuery(text: string): string | undefined {
  const spaced = text.replaceAll('+', ' ')
  return /%(?![0-9a-fA-F]{2})/.test(spaced) ? undefined : utf8(Buffer.from(unescapeBytes(spaced), 'latin1'))
}

function unescapeBytes(text: string): string {
  const bytes = Buffer.from(text).toString('latin1')
  return bytes.replace(/%([0-9a-fA-F]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
}
