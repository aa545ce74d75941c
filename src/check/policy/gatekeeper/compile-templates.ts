import type { Severities } from '../../../model/checker.ts'
import type { Failure } from '../../../model/finding.ts'
import type { Raised } from '../../../model/raised.ts'
import type { BundleIndex } from '../bundle.ts'
import { type Compilation, compileUnits } from '../compile.ts'
import { ruleIdOf } from '../own/policy.ts'
import { brokenTemplate, inForce } from '../rules.ts'
import { placeOf } from '../source-place.ts'
import type { CompiledUnit, Mistake } from '../unit.ts'
import type { Template } from './template.ts'
import { type ClusterPolicies, type FoundTemplate, raisedIn } from './fleet-policies.ts'

export interface CompiledTemplates {
  /** Of templates that the bundle does not have; undefined where there are none. */
  readonly wasm: Uint8Array | undefined
  /** Every template without a mistake, by its key. */
  readonly units: ReadonlyMap<string, CompiledUnit>
  readonly raised: readonly Raised[]
  readonly failures: readonly Failure[]
}

/** Compiles in one go what is not compiled yet. A template with a mistake is a finding at its line. */
export async function compileTemplates(
  clusters: readonly ClusterPolicies[],
  index: BundleIndex,
  severities: Severities,
): Promise<CompiledTemplates> {
  const fresh = new Map(
    clusters
      .flatMap(({ templates }) => templates)
      .filter(({ template }) => !index.templates.has(template.unit.key))
      .map(({ template }) => [template.unit.key, template]),
  )
  const { compiled, failures } = await compileWhatCan([...fresh.values()])
  const units = new Map(index.templates)
  const mistakes = new Map<string, readonly Mistake[]>()
  for (const unit of compiled.units) {
    if (unit.mistakes.length === 0) units.set(unit.key, unit)
    else mistakes.set(unit.key, unit.mistakes)
  }
  const raised = clusters.flatMap(cluster =>
    cluster.templates.flatMap(found =>
      raisedOf(cluster, { found, mistakes: mistakes.get(found.template.unit.key) ?? [] }, severities),
    ),
  )
  return { wasm: compiled.wasm, units, raised, failures }
}

interface Attempt {
  readonly compiled: Compilation
  /** One for each template on which the compiler breaks. */
  readonly failures: readonly Failure[]
}

const NOTHING: Compilation = { wasm: undefined, units: [] }

/** One template on which the compiler breaks does not take the others with it: then each is tried by itself. */
async function compileWhatCan(templates: readonly Template[]): Promise<Attempt> {
  const together = await attempt(templates)
  if (typeof together !== 'string') return { compiled: together, failures: [] }
  const failures: Failure[] = []
  const sound: Template[] = []
  for (const template of templates) {
    const alone = templates.length === 1 ? together : await attempt([template])
    if (typeof alone === 'string') failures.push(failureOf(template, alone))
    else sound.push(template)
  }
  const compiled = failures.length === 0 ? together : await attempt(sound)
  if (typeof compiled !== 'string') return { compiled, failures }
  const whole = { stage: 'policy/compile', message: `The templates cannot be compiled together. ${compiled}` }
  return { compiled: NOTHING, failures: [...failures, whole] }
}

function failureOf({ resource: { id } }: Template, reason: string): Failure {
  return {
    stage: ruleIdOf(id.name),
    message: `The template \`${id.name}\` cannot be compiled. ${reason}`,
  }
}

/** Where the compiler breaks, the reason as a sentence. */
async function attempt(templates: readonly Template[]): Promise<Compilation | string> {
  try {
    return await compileUnits(templates.map(({ unit }) => unit))
  } catch (error) {
    if (error instanceof RangeError) return 'It is nested deeper than the compiler can follow.'
    return error instanceof Error ? error.message : String(error)
  }
}

/** Each template has a scope of its own below `data`, which is none of the reader's business. */
const SCOPE = /\bdata\.t[0-9a-f]{20}\./g

function messageOf({ message }: Mistake): string {
  const said = message.endsWith('rego_parse_error: empty module') ? 'there is none' : message
  return `The Rego does not compile: ${said.replace(SCOPE, 'data.')}.`
}

function raisedOf(
  { scope }: ClusterPolicies,
  { found, mistakes }: { readonly found: FoundTemplate; readonly mistakes: readonly Mistake[] },
  severities: Severities,
): readonly Raised[] {
  const rule = inForce(brokenTemplate, severities)
  if (rule === undefined) return []
  const { template, delivered } = found
  return mistakes.map(mistake => {
    const place = template.places.get(mistake.file)
    const at = place === undefined ? template.resource.node : placeOf(place, mistake)
    return raisedIn(scope, delivered, { rule, at, message: messageOf(mistake) })
  })
}
