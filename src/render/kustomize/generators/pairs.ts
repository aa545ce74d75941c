import { itemsAt, scalarAt } from '../../../lib/node.ts'
import { baseName } from '../../../lib/path.ts'
import type { BuildProblem } from '../../../model/build.ts'
import type { Origin } from '../../../model/location.ts'
import type { Mapping, Scalar } from '../../../model/node.ts'
import type { Level } from '../level.ts'
import { type Content, fileContent } from '../load.ts'
import { textKeyProblem } from '../text-key.ts'

/** One key of a generated object, and where its value was written. */
export interface Pair {
  readonly key: string
  readonly bytes: Uint8Array
  readonly at: Origin
}

/**
 * What a generator's entry asks for, in kustomize's order: `envs`, `literals`, `files`. A key that comes twice is
 * reported; its first value stays.
 */
export function pairsOf(entry: Mapping, level: Level): readonly Pair[] {
  const env = scalarAt(entry, 'env')
  const envs = env === undefined ? scalarsAt(entry, 'envs') : [...scalarsAt(entry, 'envs'), env]
  const sources: readonly Source[] = [
    ...envs.map(source => ({ source, pairs: envPairs(source, level) })),
    ...scalarsAt(entry, 'literals').map(source => ({ source, pairs: literalPairs(source, level) })),
    ...scalarsAt(entry, 'files').map(source => ({ source, pairs: filePairs(source, level) })),
  ]
  return uniquePairs(sources, level)
}

interface Source {
  readonly source: Scalar
  readonly pairs: Iterable<Pair>
}

function uniquePairs(sources: readonly Source[], { context }: Level): readonly Pair[] {
  const byKey = new Map<string, Pair>()
  for (const { source, pairs } of sources) {
    for (const pair of pairs) {
      const problem = byKey.has(pair.key) ? setTwice(pair.key, source) : textKeyProblem(pair.key, source)
      if (problem === undefined) byKey.set(pair.key, pair)
      else context.report(problem)
    }
  }
  return [...byKey.values()]
}

function setTwice(key: string, at: Origin): BuildProblem {
  return { code: 'invalid-field', at, message: `The key \`${key}\` is set twice.` }
}

function scalarsAt(entry: Mapping, field: string): readonly Scalar[] {
  return itemsAt(entry, field).filter(item => item.kind === 'scalar')
}

const encoder = new TextEncoder()

function* literalPairs(literal: Scalar, { context }: Level): Generator<Pair> {
  const equals = literal.text.indexOf('=')
  if (equals <= 0) {
    const message = `The literal \`${literal.text}\` is not of the form \`key=value\`.`
    context.report({ code: 'invalid-field', at: literal, message })
    return
  }
  const value = withoutQuotes(literal.text.slice(equals + 1))
  yield { key: literal.text.slice(0, equals), bytes: encoder.encode(value), at: literal }
}

function withoutQuotes(text: string): string {
  const first = text[0]
  const isQuoted = text.length > 1 && (first === '"' || first === "'") && text.endsWith(first)
  return isQuoted ? text.slice(1, -1) : text
}

function* filePairs(source: Scalar, level: Level): Generator<Pair> {
  const [key = '', path, ...more] = source.text.split('=')
  if (more.length > 0 || path === '' || (key === '' && path !== undefined)) {
    const message = `The file source \`${source.text}\` is not of the form \`path\` or \`key=path\`.`
    level.context.report({ code: 'invalid-field', at: source, message })
    return
  }
  const content = fileContent(source, path ?? key, level)
  if (content === undefined) return
  const { file, bytes } = content
  const name = path === undefined ? baseName(key.replace(/\/+$/, '')) : key
  yield { key: name, bytes, at: { file, start: 0, end: file.text.length } }
}

function* envPairs(source: Scalar, level: Level): Generator<Pair> {
  const content = fileContent(source, source.text, level)
  if (content === undefined) return
  if (!isText(content)) {
    const message = `The file \`${source.text}\` is not valid UTF-8.`
    level.context.report({ code: 'invalid-field', at: source, message })
    return
  }
  yield* linePairs(content)
}

const LINE = /[^\n]+/g
/** What Go takes for white space, in which a mark for the order of bytes is none. */
const SPACE = /^(?:(?!\uFEFF)[\s\u0085])+/

/** Lines of `KEY=value`; no value counts as empty text, a line without a key is skipped. */
function* linePairs({ file }: Content): Generator<Pair> {
  for (const { 0: line, index } of file.text.matchAll(LINE)) {
    const content = line.replace(SPACE, '')
    const start = index + line.length - content.length
    const isLast = index + line.length === file.text.length
    const text = isLast && content.endsWith('\r') ? content.slice(0, -1) : content
    const equals = text.indexOf('=')
    const key = equals < 0 ? text : text.slice(0, equals)
    if (key === '' || key.startsWith('#')) continue
    const value = equals < 0 ? '' : text.slice(equals + 1)
    const at = { file, start: start + text.length - value.length, end: start + text.length }
    yield { key, bytes: encoder.encode(value), at }
  }
}

function isText({ bytes }: Content): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}
