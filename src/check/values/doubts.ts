import { editDistance } from '../../lib/nearest.ts'
import type { Mapping, Node } from '../../model/node.ts'
import { chosen } from './condition.ts'
import type { Mistake } from './mistake.ts'
import { AMOUNTS, isUnknown, pathTo } from './place.ts'
import type { ChartSchema, SchemaObject, ValueSchema } from './values-schema.ts'
import { misplacedKey, misspeltKey } from './wording.ts'

/** The same value in the schema of one version. */
interface View {
  readonly schema: ValueSchema
  readonly of: ChartSchema
}

/** A map, what it may hold in any version, and where it stands. */
interface Level {
  readonly chart: string
  readonly path: string
  readonly node: Mapping
  readonly views: ReadonlyMap<string, readonly View[]>
  /** Of a map whose keys are names that the user gives, and all alike. */
  readonly rest: readonly View[]
}

/**
 * What a chart takes in none of the versions that we know, and looks like something that it takes in the same place.
 * Nothing else: what the release's own version takes, nobody here knows.
 */
export function* doubtsIn(
  values: Mapping,
  { chart, schemas }: { readonly chart: string; readonly schemas: readonly ChartSchema[] },
): Generator<Mistake> {
  const level = levelOf(
    values,
    { chart, path: '' },
    // A chart may let pass at the top what it does not know: that makes no key of it.
    schemas.map(of => ({ schema: { ...of.root, additionalProperties: false }, of })),
  )
  if (level !== undefined && isOfChart(level)) yield* doubtsAt(level)
}

/** Charts of one name may have nothing else in common: most of what is set must be of this one. */
function isOfChart({ node, views }: Level): boolean {
  const known = [...node.entries.keys()].filter(name => views.has(name)).length
  return known * 2 > node.entries.size
}

function* doubtsAt(level: Level): Generator<Mistake> {
  const { chart, node, views, rest } = level
  for (const [name, { key, value }] of node.entries) {
    const path = pathTo(level.path, name)
    const known = views.get(name) ?? rest
    if (known.length > 0) {
      const below = levelOf(value, { chart, path }, known)
      if (below !== undefined) yield* doubtsAt(below)
    } else if (!isUnknown(key)) {
      const wording = isMisplaced(level, name, value)
        ? misplacedKey({ chart, path, holder: pathTo(level.path, 'resources'), name })
        : misspeltKey({ chart, path }, likelyKey(level, name))
      if (wording !== undefined) yield { rule: 'values/doubtful-key', at: key, ...wording }
    }
  }
}

/** Undefined for what is no map, and where a version takes any key. */
function levelOf(
  node: Node,
  place: Pick<Level, 'chart' | 'path'>,
  given: readonly View[],
): Level | undefined {
  if (node.kind !== 'map') return undefined
  const maps = given.map(({ schema, of }) => ({ map: chosen(schema, node, of)?.schema ?? true, of }))
  const views = new Map<string, readonly View[]>()
  const rest: View[] = []
  for (const { map, of } of maps) {
    if (isOpen(map)) return undefined
    const { properties = {}, additionalProperties: others = false } = map
    if (others !== false) rest.push({ schema: others, of })
    for (const [name, schema] of Object.entries(properties))
      views.set(name, [...(views.get(name) ?? []), { schema, of }])
  }
  return { ...place, node, views, rest }
}

/** A version that takes a text in the place says nothing of keys. */
function isOpen(schema: ValueSchema): schema is true {
  return schema === true || (takesMaps(schema) && schema.additionalProperties === undefined)
}

function takesMaps({ type, anyOf }: SchemaObject): boolean {
  return anyOf !== undefined || type === undefined || [type].flat().includes('object')
}

function isMisplaced({ views }: Level, name: string, value: Node): boolean {
  return value.kind === 'map' && AMOUNTS.has(name) && views.has('resources')
}

/** Below this length an edit makes another word of too many names. */
const SHORTEST = 6

function likelyKey({ node, views }: Level, name: string): string | undefined {
  return [...views.keys()].find(known => !node.entries.has(known) && isMisspelling(name, known))
}

/** One slip of a hand. A number or a plural makes another option of a name, and versions go from one to the other. */
export function isMisspelling(name: string, known: string): boolean {
  if (Math.abs(name.length - known.length) > 1) return false
  if (name.length < SHORTEST || /\d/.test(name) || /\d/.test(known)) return false
  if (!KUBERNETES.has(known) && (`${name}s` === known || name === `${known}s`)) return false
  return editDistance(name.toLowerCase(), known.toLowerCase()) <= 1
}

/** Names that are not the chart's to change. */
const KUBERNETES: ReadonlySet<string> = new Set([
  'affinity',
  'limits',
  'nodeSelector',
  'requests',
  'resources',
  'tolerations',
])
