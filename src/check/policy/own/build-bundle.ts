import { compareText } from '../../../lib/order.ts'
import type { Origin, SourceFile } from '../../../model/location.ts'
import { compileUnits } from '../compile.ts'
import type { Template } from '../gatekeeper/template.ts'
import { runtimeFor } from '../host/runtime-for.ts'
import { type ModulePlace, placeOf } from '../source-place.ts'
import { COMPILER, type CompiledUnit, type Mistake, type UnitSource } from '../unit.ts'
import { type Policy, policyOf } from './policy.ts'

export interface BundleSources {
  /** Rego without its tests. */
  readonly policies: readonly SourceFile[]
  /** Templates of the fleet, so that a run on it has nothing to compile. */
  readonly templates: readonly Template[]
}

export interface BuiltBundle {
  readonly wasm: Uint8Array
  /** The index as JSON text. */
  readonly index: string
  readonly policies: number
  readonly templates: number
}

/** What stops a bundle from being built, each at its place. */
export interface BundleMistake {
  readonly at: Origin
  readonly message: string
}

const OWN = 'own'

/** Compiles policies and templates to one module, and says in an index what it answers. Same sources, same bytes. */
export async function buildBundle({
  policies,
  templates,
}: BundleSources): Promise<BuiltBundle | readonly BundleMistake[]> {
  const byKey = new Map(templates.map(template => [template.unit.key, template]))
  const sorted = [...byKey.values()].sort((a, b) => compareText(a.unit.key, b.unit.key))
  const { wasm, units } = await compileUnits([ownUnit(policies), ...sorted.map(({ unit }) => unit)])
  const mistakes = units.flatMap(unit => mistakesOf(unit, placesOf(policies, byKey.get(unit.key))))
  if (mistakes.length > 0) return mistakes
  if (wasm === undefined) return []
  const described = describedPolicies(units, policies)
  if ('mistakes' in described) return described.mistakes
  const unfit = await unfitCalls(wasm, { units, policies, templates: byKey })
  if (unfit.length > 0) return unfit
  const index = {
    compiler: COMPILER,
    policies: described.policies,
    templates: units.filter(({ key }) => key !== OWN),
  }
  return {
    wasm,
    index: `${JSON.stringify(index, null, 2)}\n`,
    policies: described.policies.length,
    templates: sorted.length,
  }
}

function ownUnit(policies: readonly SourceFile[]): UnitSource {
  const sorted = [...policies].sort((a, b) => compareText(a.path, b.path))
  const modules = sorted.map(({ path, text }) => ({ file: path, text, version: 1 as const }))
  return { key: OWN, rule: 'problems', modules }
}

function placesOf(
  policies: readonly SourceFile[],
  template: Template | undefined,
): ReadonlyMap<string, ModulePlace> {
  return template?.places ?? new Map<string, ModulePlace>(policies.map(file => [file.path, file]))
}

function mistakesOf(unit: CompiledUnit, places: ReadonlyMap<string, ModulePlace>): readonly BundleMistake[] {
  return unit.mistakes.flatMap((mistake: Mistake) => {
    const place = places.get(mistake.file)
    return place === undefined ? [] : [{ at: placeOf(place, mistake), message: `${mistake.message}.` }]
  })
}

type Described = { readonly policies: readonly Policy[] } | { readonly mistakes: readonly BundleMistake[] }

function describedPolicies(units: readonly CompiledUnit[], files: readonly SourceFile[]): Described {
  const policies: Policy[] = []
  const mistakes: BundleMistake[] = []
  const packages = units.filter(({ key }) => key === OWN).flatMap(unit => unit.packages)
  for (const compiled of packages) {
    const file = files.find(({ path }) => path === compiled.file)
    if (file === undefined) continue
    const policy = policyOf(compiled, file.text)
    if ('rule' in policy) policies.push(policy)
    else {
      const names = policy.map(name => `\`${name}\``).join(', ')
      mistakes.push({
        at: { file, start: 0, end: 0 },
        message: `The METADATA of the package lacks ${names}.`,
      })
    }
  }
  const sorted = policies.sort((a, b) => compareText(a.rule.id, b.rule.id))
  return mistakes.length > 0 ? { mistakes } : { policies: sorted }
}

/** Builtins that the host of the policy does not have, or not as OPA has them; a fleet would find out too late. */
async function unfitCalls(wasm: Uint8Array, sources: Sources): Promise<readonly BundleMistake[]> {
  const module = await WebAssembly.compile(wasm)
  const hosts = { ours: await runtimeFor('ours', module), fleet: await runtimeFor('fleet', module) }
  return sources.units.flatMap(({ key, builtins }) => {
    const missing = new Set(hosts[key === OWN ? 'ours' : 'fleet'].missingBuiltins())
    return builtins.flatMap(name => {
      const at = missing.has(name) ? callOf(name, key, sources) : undefined
      const message = `The host that runs this does not have the builtin \`${name}\`, or not as OPA has it.`
      return at === undefined ? [] : [{ at, message }]
    })
  })
}

interface Sources {
  readonly units: readonly CompiledUnit[]
  readonly policies: readonly SourceFile[]
  readonly templates: ReadonlyMap<string, Template>
}

function callOf(name: string, key: string, { policies, templates }: Sources): Origin | undefined {
  if (key !== OWN) return templates.get(key)?.resource.node
  const call = new RegExp(`(?<![\\w.])${name.replaceAll('.', '\\.')}(?=\\s*\\()`)
  for (const file of policies) {
    const start = withoutComments(file.text).search(call)
    if (start >= 0) return { file, start, end: start + name.length }
  }
  const [file] = policies
  return file && { file, start: 0, end: 0 }
}

/** The text with blanks in place of comments. */
function withoutComments(text: string): string {
  return text.replace(/#[^\n]*/g, comment => ' '.repeat(comment.length))
}
