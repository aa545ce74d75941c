import { mapAt, valueAt, withoutKey, withScalar, withValue } from '../../lib/node.ts'
import { computed, type Entry, type Mapping, mapping, type Node, scalar } from '../../model/node.ts'
import { emitYaml } from '../yaml/emit.ts'
import type { BuildProblem } from '../../model/build.ts'
import { type Origin, repoPath } from '../../model/location.ts'
import type { KustomizeObject, MadeBy } from './object.ts'
import { textKeyProblem } from './text-key.ts'

const ORIGIN = 'config.kubernetes.io/origin'
const TRANSFORMATIONS = 'alpha.config.kubernetes.io/transformations'
const MANAGED_BY = 'app.kubernetes.io/managed-by'
const VERSION = 'kustomize-v5.8.1'

/** What kustomize uses for itself and takes out at the end. */
const INTERNAL: ReadonlySet<string> = new Set([
  ...[
    'previousKinds',
    'previousNames',
    'previousNamespaces',
    'prefixes',
    'suffixes',
    'allowNameChange',
    'allowKindChange',
    'refBy',
    'generatorBehavior',
    'needsHashSuffix',
    'path',
    'index',
    'seqindent',
    'id',
    'annotations-migration-resource-id',
    'helm-generated',
  ].map(name => `internal.config.kubernetes.io/${name}`),
  'config.kubernetes.io/path',
  'config.kubernetes.io/index',
  'config.k8s.io/id',
  ORIGIN,
  TRANSFORMATIONS,
])

/** One option of `buildMetadata`, and the item that asks for it. */
export interface BuildMetadata {
  readonly origin: Origin | undefined
  readonly transformations: Origin | undefined
  readonly managedBy: Origin | undefined
}

export function buildMetadataOf(items: readonly Node[]): BuildMetadata {
  const asked = (option: string): Origin | undefined =>
    items.find(item => item.kind === 'scalar' && item.text === option)
  return {
    origin: asked('originAnnotations'),
    transformations: asked('transformerAnnotations'),
    managedBy: asked('managedByLabel'),
  }
}

/**
 * The object as it is printed: annotations are text, none means no map, what kustomize notes for itself is gone, and
 * what `buildMetadata` asks for is there.
 */
export function finished(object: KustomizeObject, asked: BuildMetadata): KustomizeObject {
  const metadata = mapAt(object.node, 'metadata') ?? mapping(object.node, new Map())
  const annotated = withAnnotations(metadata, object, asked)
  const labelled = asked.managedBy === undefined ? annotated : withManager(annotated, asked.managedBy)
  if (labelled === valueAt(object.node, 'metadata')) return object
  return { ...object, node: withValue(object.node, 'metadata', labelled) }
}

/** All annotations are written anew at the end; not every key survives that. */
export function* annotationKeyProblems({ node }: KustomizeObject): Generator<BuildProblem> {
  const annotations = mapAt(mapAt(node, 'metadata'), 'annotations')
  for (const [name, { key }] of annotations?.entries ?? []) {
    const problem = textKeyProblem(name, key)
    if (problem !== undefined) yield problem
  }
}

function withAnnotations(metadata: Mapping, object: KustomizeObject, asked: BuildMetadata): Mapping {
  const old = mapAt(metadata, 'annotations')
  const made = [...madeAnnotations(object, asked)]
  if (made.length === 0 && old !== undefined && isPrintable(old)) return metadata
  const entries = new Map(old === undefined ? [] : publicTexts(old))
  for (const [name, value] of made) entries.set(name, { key: scalar(value, name), value })
  if (entries.size === 0) return withoutKey(metadata, 'annotations')
  return withValue(metadata, 'annotations', mapping(old ?? metadata, entries))
}

function* publicTexts(old: Mapping): Generator<[string, Entry]> {
  for (const [name, { key, value }] of old.entries) {
    if (!INTERNAL.has(name)) yield [name, { key, value: textOf(value) }]
  }
}

/** Whether annotations can stay as they are. */
function isPrintable({ entries }: Mapping): boolean {
  for (const [name, { value }] of entries) {
    if (INTERNAL.has(name) || value.kind !== 'scalar' || value.value !== value.text) return false
  }
  return entries.size > 0
}

function textOf(node: Node): Node {
  if (node.kind !== 'scalar') return scalar(node, '')
  return node.value === node.text ? node : withScalar(node, node.text)
}

function* madeAnnotations(
  { madeBy, transformedBy }: KustomizeObject,
  asked: BuildMetadata,
): Generator<readonly [string, Node]> {
  if (asked.origin !== undefined && madeBy !== undefined) {
    const text = makerLines(madeBy).join('')
    yield [ORIGIN, computed(asked.origin, { what: 'originAnnotations' }, text)]
  }
  if (asked.transformations !== undefined && transformedBy.length > 0) {
    const text = transformedBy.map(asItem).join('')
    yield [TRANSFORMATIONS, computed(asked.transformations, { what: 'transformerAnnotations' }, text)]
  }
}

function asItem(maker: MadeBy): string {
  return makerLines(maker)
    .map((line, index) => (index === 0 ? `- ${line}` : `  ${line}`))
    .join('')
}

function makerLines({ path, configuredIn, configuredBy }: MadeBy): string[] {
  return [
    ...fieldLines({ path, configuredIn }),
    ...(configuredBy === undefined
      ? []
      : ['configuredBy:\n', ...fieldLines({ ...configuredBy }).map(indented)]),
  ]
}

function indented(line: string): string {
  return `  ${line}`
}

function fieldLines(fields: Readonly<Record<string, string | undefined>>): string[] {
  return Object.entries(fields).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [`${name}: ${emitYaml(scalar(NOWHERE, value))}`],
  )
}

const NOWHERE: Origin = { file: { path: repoPath(''), text: '' }, start: 0, end: 0 }

function withManager(metadata: Mapping, at: Origin): Mapping {
  const labels = mapAt(metadata, 'labels') ?? mapping(at, new Map())
  const value = computed(at, { what: 'managedByLabel' }, VERSION)
  return withValue(metadata, 'labels', withValue(labels, MANAGED_BY, value))
}
