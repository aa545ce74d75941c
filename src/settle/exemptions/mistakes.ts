import { groupBy } from '../../lib/group-by.ts'
import { locate } from '../../lib/locate.ts'
import { hint } from '../../lib/nearest.ts'
import { clampPath } from '../../lib/path.ts'
import type { Fleet } from '../../model/fleet.ts'
import type { Problem } from '../../model/rule.ts'
import { validateDocument } from '../../read/config/validate.ts'
import { exemptionRules } from '../exemption-rules.ts'
import { daysBetween, isDate } from '../iso-date.ts'
import { isCluster } from './coverage.ts'
import { type Exemption, fieldOf } from './exemption.ts'

/** A year, the longest one: whoever bears a risk for longer says so again. */
const MAX_DAYS = 366

/** What an exemption is held against. */
export interface Ground {
  readonly fleet: Fleet
  /** Every rule that there is in this run, those that are off among them. */
  readonly ruleIds: ReadonlySet<string>
  /** Today, `2026-11-24`. */
  readonly asOf: string
}

/** What is wrong with each exemption, so that it covers nothing. What the shape has wrong hides the rest. */
export async function mistakesIn(
  exemptions: readonly Exemption[],
  ground: Ground,
): Promise<ReadonlyMap<Exemption, readonly Problem[]>> {
  const firsts = new Map(
    [...groupBy(exemptions, ({ name }) => name)].map(([name, [first]]) => [name, first] as const),
  )
  const found = new Map<Exemption, readonly Problem[]>()
  for (const exemption of exemptions) {
    const shape = await validateDocument(exemption.root, 'exemption')
    const first = firsts.get(exemption.name)
    found.set(
      exemption,
      shape.length > 0 ? shape : [...meaning(exemption, ground), ...twin(exemption, first)],
    )
  }
  return found
}

function* meaning(exemption: Exemption, ground: Ground): Generator<Problem> {
  yield* wrongRules(exemption, ground)
  yield* wrongScope(exemption, ground)
  yield* wrongDates(exemption, ground)
}

const OWN: ReadonlySet<string> = new Set(exemptionRules.map(({ id }) => id))

function* wrongRules({ rules }: Exemption, { ruleIds }: Ground): Generator<Problem> {
  for (const at of rules) {
    if (OWN.has(at.text)) yield { at, message: `\`${at.text}\` is a rule about exemptions, which has none.` }
    else if (!ruleIds.has(at.text)) {
      yield { at, message: `There is no rule \`${at.text}\`.${hintOf(at.text, ruleIds)}` }
    }
  }
}

/** A policy is named as a rule is, and a constraint's kind is not its template's name. */
function hintOf(text: string, ruleIds: ReadonlySet<string>): string {
  const policy = `policy/${text.toLowerCase()}`
  return ruleIds.has(policy) ? ` Did you mean \`${policy}\`?` : hint(text, ruleIds)
}

function* wrongScope(exemption: Exemption, { fleet }: Ground): Generator<Problem> {
  const { cluster, kustomization, object, path } = exemption.scope
  if (path !== undefined && clampPath(path) === '') {
    yield { at: fieldOf(exemption, 'spec', 'scope', 'path'), message: `\`${path}\` is the whole repository.` }
  }
  if ([cluster, kustomization, object, path].every(part => part === undefined)) {
    yield {
      at: fieldOf(exemption, 'spec', 'scope'),
      message:
        'The scope has no `cluster`, `kustomization`, `object` or `path`, and so is the whole repository.',
    }
  }
  if (cluster === undefined || fleet.clusters.some(known => isCluster(known, cluster))) return
  const names = fleet.clusters.map(({ name }) => name)
  yield {
    at: fieldOf(exemption, 'spec', 'scope', 'cluster'),
    message: `There is no cluster \`${cluster}\`.${hint(cluster, names)}`,
  }
}

function* wrongDates(exemption: Exemption, { asOf }: Ground): Generator<Problem> {
  const { created, expires } = exemption
  for (const field of ['created', 'expires'] as const) {
    if (isDate(exemption[field])) continue
    yield {
      at: fieldOf(exemption, 'spec', field),
      message: `\`${exemption[field]}\` is no day of the calendar.`,
    }
  }
  if (!isDate(created) || !isDate(expires)) return
  const days = daysBetween(created, expires)
  const end = fieldOf(exemption, 'spec', 'expires')
  if (days < 0)
    yield { at: end, message: `\`expires\` is ${expires}, before \`created\`, which is ${created}.` }
  if (days > MAX_DAYS) {
    yield {
      at: end,
      message: `The exemption lasts ${String(days)} days, and ${String(MAX_DAYS)} are the most.`,
    }
  }
  // Somewhere on earth it is tomorrow already.
  if (daysBetween(asOf, created) > 1) {
    yield {
      at: fieldOf(exemption, 'spec', 'created'),
      message: `\`created\` is ${created}, a day that has not come yet.`,
    }
  }
}

function* twin(exemption: Exemption, first: Exemption | undefined): Generator<Problem> {
  if (first === undefined || first === exemption) return
  const { file } = first.root
  const place = `${file.path}:${String(locate(fieldOf(first, 'metadata', 'name')).line)}`
  yield {
    at: fieldOf(exemption, 'metadata', 'name'),
    message: `\`${exemption.name}\` is the name of another exemption (${place}).`,
  }
}
