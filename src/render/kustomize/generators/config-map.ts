import { isTrueAt, mapAt, scalarAt, withEntries } from '../../../lib/node.ts'
import { compareText } from '../../../lib/order.ts'
import type { BuildProblem } from '../../../model/build.ts'
import type { Origin } from '../../../model/location.ts'
import {
  computed,
  type Entry,
  type Mapping,
  mapping,
  type Node,
  type Scalar,
  scalar,
} from '../../../model/node.ts'
import { isUnreadableBlock } from '../../../read/yaml/refold.ts'
import type { Level } from '../level.ts'
import { type Behavior, type KustomizeObject, plainObject } from '../object.ts'
import { type Pair, pairsOf } from './pairs.ts'

/**
 * The ConfigMap or Secret that an entry of a generator field describes; `global` holds `generatorOptions`.
 * Undefined where it has no name; that is reported.
 */
export function generated(
  kind: 'ConfigMap' | 'Secret',
  {
    entry,
    global,
    at,
  }: { readonly entry: Mapping; readonly global: Mapping | undefined; readonly at: Origin },
  level: Level,
): KustomizeObject | undefined {
  const name = scalarAt(entry, 'name')
  if (name === undefined || name.text === '') {
    const message = `An entry of \`${kind === 'Secret' ? 'secretGenerator' : 'configMapGenerator'}\` has no name.`
    level.context.report({ code: 'invalid-field', at: entry, message })
    return undefined
  }
  const options = mergedOptions(mapAt(entry, 'options'), global)
  const fields = kind === 'Secret' ? secretFields(entry, level) : configMapFields(entry, level)
  const node = objectNode(entry, [
    ['apiVersion', computed(at, { what: 'generator' }, 'v1')],
    ['kind', computed(at, { what: 'generator' }, kind)],
    ['metadata', metadata(entry, name, options)],
    ...fields,
    ['immutable', options.immutable],
  ])
  return {
    ...plainObject(level.state.nextSerial(), node, { at, parent: level.trail }),
    needsHash: !options.isHashDisabled,
    behavior: behaviorOf(scalarAt(entry, 'behavior')?.text),
    generator: at,
  }
}

type Field = readonly [string, Node | undefined]

function objectNode(at: Node, fields: readonly Field[]): Mapping {
  const entries = new Map<string, Entry>()
  for (const [key, value] of fields) {
    if (value !== undefined) entries.set(key, { key: scalar(value, key), value })
  }
  return mapping(at, entries)
}

interface Options {
  readonly labels: Mapping | undefined
  readonly annotations: Mapping | undefined
  readonly isHashDisabled: boolean
  readonly immutable: Scalar | undefined
}

/** What is switched on globally cannot be switched off; labels and annotations of the entry win. */
function mergedOptions(local: Mapping | undefined, global: Mapping | undefined): Options {
  return {
    labels: mergedTexts(mapAt(local, 'labels'), mapAt(global, 'labels')),
    annotations: mergedTexts(mapAt(local, 'annotations'), mapAt(global, 'annotations')),
    isHashDisabled: isTrueAt(local, 'disableNameSuffixHash') || isTrueAt(global, 'disableNameSuffixHash'),
    immutable: trueAt(local, 'immutable') ?? trueAt(global, 'immutable'),
  }
}

function trueAt(options: Mapping | undefined, option: string): Scalar | undefined {
  const found = scalarAt(options, option)
  return found?.value === true ? found : undefined
}

function mergedTexts(local: Mapping | undefined, global: Mapping | undefined): Mapping | undefined {
  if (local === undefined || global === undefined) return local ?? global
  return withEntries(local, new Map([...global.entries, ...local.entries]))
}

function metadata(entry: Mapping, name: Scalar, options: Options): Mapping {
  const namespace = scalarAt(entry, 'namespace')
  return objectNode(entry, [
    ['name', name],
    ['namespace', namespace?.text === '' ? undefined : namespace],
    ['labels', filled(options.labels)],
    ['annotations', filled(options.annotations)],
  ])
}

function filled(map: Mapping | undefined): Mapping | undefined {
  return map === undefined || map.entries.size === 0 ? undefined : map
}

function configMapFields(entry: Mapping, level: Level): Field[] {
  const texts: [string, Scalar][] = []
  const binaries: [string, Scalar][] = []
  for (const pair of pairsOf(entry, level)) {
    const text = textOf(pair.bytes)
    if (text?.includes('\n') === true && isUnreadableBlock(text)) level.context.report(beginsWithTab(pair))
    if (text === undefined) binaries.push([pair.key, encoded(pair, undefined)])
    else texts.push([pair.key, scalar(pair.at, text)])
  }
  return [
    ['data', texts.length > 0 ? sortedMap(entry, texts) : undefined],
    ['binaryData', binaries.length > 0 ? sortedMap(entry, binaries) : undefined],
  ]
}

function beginsWithTab({ key, at }: Pair): BuildProblem {
  const message = `The value of \`${key}\` begins with a tab; kustomize cannot print it.`
  return { code: 'invalid-field', at, message }
}

function secretFields(entry: Mapping, level: Level): Field[] {
  const type = scalarAt(entry, 'type')
  const values = pairsOf(entry, level).map((pair): [string, Scalar] => [
    pair.key,
    encoded(pair, textOf(pair.bytes)),
  ])
  return [
    [
      'type',
      type === undefined || type.text === '' ? computed(entry, { what: 'generator' }, 'Opaque') : type,
    ],
    ['data', sortedMap(entry, values)],
  ]
}

function sortedMap(at: Node, values: readonly (readonly [string, Scalar])[]): Mapping {
  return objectNode(
    at,
    values.toSorted(([a], [b]) => compareText(a, b)),
  )
}

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function textOf(bytes: Uint8Array): string | undefined {
  try {
    return strict.decode(bytes)
  } catch {
    return undefined
  }
}

function encoded({ bytes, at }: Pair, text: string | undefined): Scalar {
  const was = text === undefined ? {} : { was: scalar(at, text) }
  return computed(at, { what: 'base64', ...was }, brokenLines(Buffer.from(bytes).toString('base64')))
}

const LINE_LENGTH = 70

/** kustomize breaks base64 text that fills a line, and ends each line. */
function brokenLines(text: string): string {
  if (text.length < LINE_LENGTH) return text
  let lines = ''
  for (let at = 0; at < text.length; at += LINE_LENGTH) lines += `${text.slice(at, at + LINE_LENGTH)}\n`
  return lines
}

function behaviorOf(text: string | undefined): Behavior | undefined {
  return text === 'create' || text === 'merge' || text === 'replace' ? text : undefined
}
