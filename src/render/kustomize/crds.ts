import { mapAt, textAt, valueAt } from '../../lib/node.ts'
import type { Mapping, Node, Scalar } from '../../model/node.ts'
import { type Configuration, EMPTY_CONFIGURATION, mergeConfigurations } from './configuration.ts'
import type { NameReference } from './reference-fields.ts'
import { reportConflict } from './configuration-file.ts'
import type { FieldSpec } from './field-specs.ts'
import type { Level } from './level.ts'
import { parsedFile } from './load.ts'

/** The hints that `crds` files give about custom kinds: OpenAPI definitions by type name, not CRDs themselves. */
export function crdConfiguration(entries: readonly Scalar[], level: Level): Configuration {
  let merged = EMPTY_CONFIGURATION
  for (const entry of entries) {
    const types = typesOf(entry, level)
    for (const found of types === undefined ? [] : configurationsOf(types)) {
      merged = mergeConfigurations(merged, found, spec => {
        reportConflict(entry, spec, level)
      })
    }
  }
  return merged
}

/** Properties by type name. */
type Types = ReadonlyMap<string, Mapping>

function typesOf(entry: Scalar, level: Level): Types | undefined {
  const root = parsedFile(entry, 'sigs', level)?.documents.find(document => document.root !== undefined)?.root
  if (root?.kind !== 'map') return undefined
  const types = new Map<string, Mapping>()
  for (const [name, { value }] of root.entries) {
    if (value.kind !== 'map') {
      const message = `\`${entry.text}\` holds no OpenAPI definitions by type name; a CRD belongs under \`resources\`.`
      level.context.report({ code: 'invalid-field', at: entry, message })
      return undefined
    }
    const properties = mapAt(mapAt(value, 'Schema') ?? mapAt(value, 'schema'), 'properties')
    if (properties !== undefined) types.set(name, properties)
  }
  return types
}

function* configurationsOf(types: Types): Generator<Configuration> {
  for (const [name, properties] of types) {
    const isObject = ['kind', 'apiVersion', 'metadata'].every(field => properties.entries.has(field))
    if (!isObject) continue
    const kind = name.slice(name.lastIndexOf('.') + 1)
    for (const hint of hintsOf(name, { types, kind, path: [], seen: [] })) {
      yield { ...EMPTY_CONFIGURATION, ...hint }
    }
  }
}

interface Walk {
  readonly types: Types
  readonly kind: string
  readonly path: readonly string[]
  readonly seen: readonly string[]
}

function* hintsOf(typeName: string, walk: Walk): Generator<Partial<Configuration>> {
  const properties = walk.types.get(typeName)
  // kustomize itself does not come back from a type that holds itself.
  if (properties === undefined || walk.seen.includes(typeName)) return
  for (const [name, { value }] of properties.entries) {
    const path = [...walk.path, name]
    yield* propertyHints(value, path, walk.kind)
    const reference = textAt(value, '$ref')
    if (reference !== undefined) {
      yield* hintsOf(reference, { ...walk, path, seen: [...walk.seen, typeName] })
    }
  }
}

function* propertyHints(
  property: Node,
  path: readonly string[],
  kind: string,
): Generator<Partial<Configuration>> {
  const spec: FieldSpec = { kind, path: path.join('/'), create: false }
  if (isMarked(property, 'x-kubernetes-annotation')) yield { commonAnnotations: [spec] }
  if (isMarked(property, 'x-kubernetes-label-selector')) yield { commonLabels: [spec] }
  if (isMarked(property, 'x-kubernetes-identity')) yield { namePrefix: [spec] }
  const reference = nameReference(property, spec)
  if (reference !== undefined) yield { nameReference: [reference] }
}

function isMarked(property: Node, mark: string): boolean {
  return textAt(property, mark) !== undefined
}

function nameReference(property: Node, spec: FieldSpec): NameReference | undefined {
  const version = textAt(property, 'x-kubernetes-object-ref-api-version')
  const kind = textAt(property, 'x-kubernetes-object-ref-kind')
  if (version === undefined || kind === undefined) return undefined
  const nameKey = valueAt(property, 'x-kubernetes-object-ref-name-key')
  const name = nameKey?.kind === 'scalar' ? nameKey.text : 'name'
  return { kind, version, referrers: [{ ...spec, path: `${spec.path}/${name}` }] }
}
