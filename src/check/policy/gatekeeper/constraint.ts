import { itemsAt, mapAt, scalarAt, textAt, valueAt } from '../../../lib/node.ts'
import type { Severity } from '../../../model/finding.ts'
import type { Mapping, Node } from '../../../model/node.ts'
import type { Resource } from '../../../model/resource.ts'
import { write } from '../json.ts'
import type { SelectorMistake } from './label-selector.ts'
import { type Match, readMatch } from './match.ts'

/** One constraint: what a template is asked about which objects. */
export interface Constraint {
  readonly resource: Resource
  readonly severity: Severity
  readonly match: Match
  /** The enforcement points that it acts at; undefined where at all. */
  readonly points: ReadonlySet<string> | undefined
  /** As JSON text. */
  readonly parameters: string
}

const CONSTRAINT_GROUP = 'constraints.gatekeeper.sh'

export function isConstraint({ id }: Resource): boolean {
  return id.group === CONSTRAINT_GROUP
}

/** `schema` fills in what the API server would: the defaults of the parameters. */
export function readConstraint(resource: Resource, schema: Node | undefined): Constraint | SelectorMistake {
  const spec = mapAt(resource.node, 'spec')
  const match = readMatch(valueAt(spec, 'match'))
  if ('message' in match) return match
  const unscoped = scopeMistake(spec)
  if (unscoped !== undefined) return unscoped
  return {
    resource,
    severity: severityOf(spec),
    match,
    points: pointsOf(spec),
    parameters: withDefaults(valueAt(spec, 'parameters'), schema) ?? '{}',
  }
}

/** Whether Gatekeeper acts on the constraint at this point. */
export function isEnforcedAt({ points }: Constraint, point: string): boolean {
  return points === undefined || points.has(point) || points.has('*')
}

const isScoped = (spec: Node | undefined): boolean => textAt(spec, 'enforcementAction') === 'scoped'

function scopeMistake(spec: Node | undefined): SelectorMistake | undefined {
  const action = scalarAt(spec, 'enforcementAction')
  if (action === undefined || !isScoped(spec)) return undefined
  return valueAt(spec, 'scopedEnforcementActions')?.kind === 'list'
    ? undefined
    : { at: action, message: 'The action is `scoped`, and `scopedEnforcementActions` lists none.' }
}

function pointsOf(spec: Node | undefined): ReadonlySet<string> | undefined {
  if (!isScoped(spec)) return undefined
  const actions = itemsAt(spec, 'scopedEnforcementActions')
  const points = actions.flatMap(action => itemsAt(action, 'enforcementPoints'))
  return new Set(points.flatMap(point => textAt(point, 'name') ?? []))
}

const SEVERITY: ReadonlyMap<string, Severity> = new Map([
  ['deny', 'error'],
  ['warn', 'warning'],
  ['dryrun', 'info'],
])
const RANK = { error: 2, warning: 1, info: 0 } as const satisfies Record<Severity, number>

/** What happens to the object in the cluster; of several scoped actions the strongest. */
function severityOf(spec: Node | undefined): Severity {
  const action = textAt(spec, 'enforcementAction') ?? 'deny'
  if (!isScoped(spec)) return SEVERITY.get(action) ?? 'info'
  const scoped = itemsAt(spec, 'scopedEnforcementActions').flatMap(item => {
    const severity = SEVERITY.get(textAt(item, 'action') ?? '')
    return severity === undefined ? [] : [severity]
  })
  return scoped.reduce<Severity>((a, b) => (RANK[b] > RANK[a] ? b : a), 'info')
}

/** The value as JSON with the defaults of its schema; undefined where there is neither. */
function withDefaults(value: Node | undefined, schema: Node | undefined): string | undefined {
  const fallback = valueAt(schema, 'default')
  if (value === undefined || (value.kind === 'scalar' && value.value === null)) {
    return fallback === undefined ? undefined : write(fallback)
  }
  if (value.kind === 'scalar') return write(value)
  if (value.kind === 'map') return mapWithDefaults(value, schema)
  const items = valueAt(schema, 'items')
  return `[${value.items.map(item => withDefaults(item, items) ?? 'null').join(',')}]`
}

function mapWithDefaults(value: Mapping, schema: Node | undefined): string {
  const properties = mapAt(schema, 'properties')
  const keys = new Set([...value.entries.keys(), ...(properties?.entries.keys() ?? [])])
  const entries: string[] = []
  for (const key of keys) {
    const text = withDefaults(valueAt(value, key), valueAt(properties, key))
    const isWritten = value.entries.has(key)
    if (text !== undefined || isWritten) entries.push(`${JSON.stringify(key)}:${text ?? 'null'}`)
  }
  return `{${entries.join(',')}}`
}

/** The line that makes a constraint what it is. */
export function nameOf({ node }: Resource): Node {
  return scalarAt(mapAt(node, 'metadata'), 'name') ?? node
}
