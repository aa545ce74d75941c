import { isNull, toPlain } from '../../lib/node.ts'
import type { Origin } from '../../model/location.ts'
import type { Mapping, Node } from '../../model/node.ts'
import type { LimitChecks } from './limits.ts'
import { isUnknown, pathTo } from './place.ts'
import type { ValuesRuleId } from './rules.ts'
import { type ChartSchema, resolved, type SchemaObject, type ValueSchema } from './values-schema.ts'
import type { Wording } from '../wording.ts'
import { limitWording, unknownKey } from './wording.ts'

export interface Mistake extends Wording {
  readonly rule: ValuesRuleId
  readonly at: Origin
}

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
export function mistakesIn(values: Mapping, expectation: Expectation): Iterable<Mistake> {
  return new Walk(expectation).map({ node: values, path: '', at: values }, expectation.schema.root)
}

class Walk {
  private readonly expectation: Expectation

  constructor(expectation: Expectation) {
    this.expectation = expectation
  }

  private *value(place: Place, given: ValueSchema): Generator<Mistake> {
    const schema = resolved(given, this.expectation.schema)
    const { node } = place
    // `null` deletes a default, which is allowed everywhere.
    if (schema === true || isNull(node) || isUnknown(node)) return
    const mistake = this.limit(place, schema)
    if (mistake !== undefined) yield mistake
    else if (node.kind === 'list') yield* this.items(place, schema)
    else yield* this.map(place, schema)
  }

  private limit({ node, path, at }: Place, schema: SchemaObject): Mistake | undefined {
    const { chart, checks } = this.expectation
    const error = checks.errorOf(schema, shallow(node))
    if (error === undefined) return undefined
    return { at: node.kind === 'scalar' ? node : at, ...limitWording({ chart, path, node }, schema, error) }
  }

  *map({ node, path }: Place, { properties = {}, additionalProperties }: SchemaObject): Generator<Mistake> {
    if (node.kind !== 'map') return
    for (const [name, { key, value }] of node.entries) {
      const below = Object.hasOwn(properties, name) ? properties[name] : undefined
      // A patch that replaces a value leaves the key where it was.
      const place = { node: value, path: pathTo(path, name), at: key.file === value.file ? key : value }
      if (below !== undefined) yield* this.value(place, below)
      else if (additionalProperties === false && !isUnknown(key)) {
        const free = Object.keys(properties).filter(property => !node.entries.has(property))
        yield {
          rule: 'values/unknown-key',
          at: key,
          ...unknownKey({ ...place, chart: this.expectation.chart, name }, free),
        }
      }
    }
  }

  private *items({ node, path }: Place, { items }: SchemaObject): Generator<Mistake> {
    if (node.kind !== 'list' || items === undefined) return
    for (const item of node.items) yield* this.value({ node: item, path: `${path}[]`, at: item }, items)
  }
}

/** What is inside a map is looked at key by key. */
function shallow(node: Node): unknown {
  if (node.kind === 'map') return {}
  const plain = toPlain(node)
  return typeof plain === 'bigint' ? Number(plain) : plain
}
