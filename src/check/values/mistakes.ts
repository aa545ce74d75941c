import { isNull, toPlain } from '../../lib/node.ts'
import type { Origin } from '../../model/location.ts'
import type { Mapping, Node } from '../../model/node.ts'
import { chosen } from './condition.ts'
import type { LimitChecks } from './limits.ts'
import type { Mistake } from './mistake.ts'
import { AMOUNTS, isUnknown, pathTo } from './place.ts'
import { unreadIn } from './unread.ts'
import type { ChartSchema, SchemaObject, ValueSchema } from './values-schema.ts'
import { limitWording, type Unknown, unknownKey } from './wording.ts'

export interface Expectation {
  readonly chart: string
  readonly schema: ChartSchema
  readonly checks: LimitChecks
}

interface Place {
  readonly node: Node
  /** `hubble.tls.auto`, as messages name it. */
  readonly path: string
  /** Where to point when the value is no scalar: its key says more than its first line. */
  readonly at: Origin
}

/** What a chart would not make of its values what was meant. What is unknown, or `null`, is never wrong. */
export function* mistakesIn(values: Mapping, expectation: Expectation): Generator<Mistake> {
  yield* new Walk(expectation).map({ node: values, path: '', at: values }, expectation.schema.root)
  yield* unreadIn(values, expectation)
}

class Walk {
  private readonly expectation: Expectation

  constructor(expectation: Expectation) {
    this.expectation = expectation
  }

  private *value(place: Place, given: ValueSchema): Generator<Mistake> {
    const { node } = place
    // `null` deletes a default, which is allowed everywhere.
    if (isNull(node) || isUnknown(node)) return
    const choice = chosen(given, node, this.expectation.schema)
    if (choice === undefined || choice.schema === true) return
    const { schema, because } = choice
    const mistake = this.limit(place, schema)
    if (mistake !== undefined) yield mistake
    else if (node.kind === 'list') yield* this.items(place, schema)
    else yield* this.map(place, schema, because)
  }

  private limit({ node, path, at }: Place, schema: SchemaObject): Mistake | undefined {
    const { chart, checks } = this.expectation
    const error = checks.errorOf(schema, shallow(node))
    if (error === undefined) return undefined
    return { at: node.kind === 'scalar' ? node : at, ...limitWording({ chart, path, node }, schema, error) }
  }

  *map({ node, path }: Place, schema: SchemaObject, because = ''): Generator<Mistake> {
    if (node.kind !== 'map') return
    const { properties = {}, additionalProperties: others } = schema
    for (const [name, { key, value }] of node.entries) {
      const below = Object.hasOwn(properties, name) ? properties[name] : others
      // A patch that replaces a value leaves the key where it was.
      const place = { node: value, path: pathTo(path, name), at: key.file === value.file ? key : value }
      if (below === false) {
        const free = Object.keys(properties).filter(property => !node.entries.has(property))
        const holder = isAmount(name, value, schema) ? pathTo(path, 'resources') : undefined
        yield* this.unknown(key, { path: place.path, name, because, holder }, free)
      } else if (below !== undefined) yield* this.value(place, below)
    }
  }

  private *unknown(key: Node, subject: Omit<Unknown, 'chart'>, free: readonly string[]): Generator<Mistake> {
    if (isUnknown(key)) return
    const { chart } = this.expectation
    yield { rule: 'values/unknown-key', at: key, ...unknownKey({ ...subject, chart }, free) }
  }

  private *items({ node, path }: Place, { items }: SchemaObject): Generator<Mistake> {
    if (node.kind !== 'list' || items === undefined) return
    for (const item of node.items) yield* this.value({ node: item, path: `${path}[]`, at: item }, items)
  }
}

/** `requests` beside the `resources` that take them. */
function isAmount(name: string, value: Node, { properties = {} }: SchemaObject): boolean {
  return value.kind === 'map' && AMOUNTS.has(name) && Object.hasOwn(properties, 'resources')
}

/** What is inside a map is looked at key by key. */
function shallow(node: Node): unknown {
  if (node.kind === 'map') return {}
  const plain = toPlain(node)
  return typeof plain === 'bigint' ? Number(plain) : plain
}
