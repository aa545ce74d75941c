import type { Mapping } from '../../model/node.ts'
import { isMisspelling } from './doubts.ts'
import type { Mistake } from './mistake.ts'
import { isUnknown, pathTo } from './place.ts'
import type { ChartSchema } from './values-schema.ts'
import { unreadKey } from './wording.ts'

/** Names that stand for no value of a chart: people keep YAML anchors there. */
const ASIDE = /^(?:x-|[._])/

/** What a chart's own schema lets pass at the top, and no template reads. */
export function* unreadIn(
  values: Mapping,
  { chart, schema }: { readonly chart: string; readonly schema: ChartSchema },
): Generator<Mistake> {
  if (!isOpenAtTop(schema)) return
  const known = Object.keys(schema.root.properties ?? {})
  for (const [name, { key }] of values.entries) {
    if (known.includes(name) || ASIDE.test(name) || isUnknown(key)) continue
    const meant = known.find(other => !values.entries.has(other) && isMisspelling(name, other))
    yield { rule: 'values/doubtful-key', at: key, ...unreadKey({ chart, path: pathTo('', name) }, meant) }
  }
}

/** A chart that lets anything pass at the top is known by its values: half of what is set must be of it. */
export function isOfChart(values: Mapping, schema: ChartSchema): boolean {
  if (!isOpenAtTop(schema)) return true
  const { properties = {} } = schema.root
  const names = [...values.entries.keys()].filter(name => !ASIDE.test(name))
  return names.filter(name => Object.hasOwn(properties, name)).length * 2 >= names.length
}

function isOpenAtTop({ root }: ChartSchema): boolean {
  return root.additionalProperties !== false
}
