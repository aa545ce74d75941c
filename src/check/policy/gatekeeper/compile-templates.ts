import type { Severities } from '../../../model/checker.ts'
import type { Failure } from '../../../model/finding.ts'
import type { Raised } from '../../../model/raised.ts'
import type { BundleIndex } from '../bundle.ts'
import { type Compilation, compileUnits } from '../compile.ts'
import { brokenTemplate, inForce } from '../rules.ts'
import { placeOf } from '../source-place.ts'
import type { CompiledUnit, Mistake } from '../unit.ts'
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
  const sources = new Map(
    clusters
      .flatMap(({ templates }) => templates)
      .filter(({ template }) => !index.templates.has(template.unit.key))
      .map(({ template }) => [template.unit.key, template.unit]),
  )
  const compiled = await attempt([...sources.values()])
  if ('message' in compiled)
    return { wasm: undefined, units: index.templates, raised: [], failures: [compiled] }
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
  return { wasm: compiled.wasm, units, raised, failures: [] }
}

async function attempt(sources: Parameters<typeof compileUnits>[0]): Promise<Compilation | Failure> {
  try {
    return await compileUnits(sources)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return { stage: 'policy/compile', message: `The constraint templates cannot be compiled. ${reason}` }
  }
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
    return raisedIn(scope, delivered, { rule, at, message: `The Rego does not compile: ${mistake.message}.` })
  })
}
