import { RE2JS } from 're2js'
import { mapAt, textAt } from '../../lib/node.ts'
import type { Mapping, Node, Scalar } from '../../model/node.ts'

/** What SOPS writes beside the data of an object: at least when, and a code that proves the content. */
export function isSealedObject(node: Node): boolean {
  const sops = mapAt(node, 'sops')
  return sops?.entries.has('mac') === true || sops?.entries.has('lastmodified') === true
}

/** Whether SOPS has encrypted this value. */
export function isSealedValue(text: string): boolean {
  return text.startsWith('ENC[')
}

/** Whether a text is a whole file that SOPS has encrypted, in any of its formats. */
export function isSealedText(text: string): boolean {
  return text.includes('ENC[AES256_GCM,') && /(?:^|[\s"])sops(?:_mac|_lastmodified|_version)?["=:]/.test(text)
}

/** Whether a Secret was made of a dotenv file that SOPS has encrypted: its marks are variables like any other. */
export function isSealedDotenv(node: Node): boolean {
  const data = mapAt(node, 'data')
  return data?.entries.has('sops_mac') === true && data.entries.has('sops_lastmodified')
}

/** The value of a Secret, out of its base64 where it stands in `data`. */
export function secretText({ text }: Scalar, field: string): string {
  return field === 'data' ? Buffer.from(text, 'base64').toString('utf8') : text
}

/** Whether SOPS means to encrypt what stands at a path, as the object itself says (its `sops` block). */
export function isToBeSealed(sops: Mapping, path: readonly string[]): boolean | undefined {
  const [name, pattern] = SELECTIONS.map(key => [key, textAt(sops, key)] as const).find(
    ([, text]) => text !== undefined && text !== '',
  ) ?? ['unencrypted_suffix', '_unencrypted']
  if (pattern === undefined) return undefined
  switch (name) {
    case 'encrypted_regex':
      return matchesAny(pattern, path)
    case 'unencrypted_regex':
      return negated(matchesAny(pattern, path))
    case 'encrypted_suffix':
      return path.some(step => step.endsWith(pattern))
    case 'unencrypted_suffix':
      return !path.some(step => step.endsWith(pattern))
    default:
      // Comments decide, and they are not read.
      return undefined
  }
}

const SELECTIONS = [
  'encrypted_comment_regex',
  'unencrypted_comment_regex',
  'encrypted_regex',
  'unencrypted_regex',
  'encrypted_suffix',
  'unencrypted_suffix',
] as const

function negated(answer: boolean | undefined): boolean | undefined {
  return answer === undefined ? undefined : !answer
}

/** Whether one of the texts matches; undefined where the expression cannot be read. It is anyone's, and runs on RE2. */
export function matchesAny(pattern: string, texts: readonly string[]): boolean | undefined {
  const expression = compiled(pattern)
  return expression === undefined ? undefined : texts.some(text => expression.matcher(text).find())
}

function compiled(pattern: string): RE2JS | undefined {
  try {
    return RE2JS.compile(pattern)
  } catch {
    return undefined
  }
}
