import { type BundleIndex, loadBundle } from './bundle.ts'
import type { CompiledTemplates } from './gatekeeper/compile-templates.ts'
import { type Author, runtimeFor } from './host/runtime-for.ts'
import { Panel } from './panel.ts'
import type { Subject } from './subject.ts'

/** One for our policies, one for the bundle's templates, one for those compiled now; each where something is asked. */
export interface Panels {
  readonly all: readonly Panel[]
  /** Templates that call builtins which fleetlint does not have, with the names of these. */
  readonly refused: ReadonlyMap<string, readonly string[]>
  readonly of: (subject: Subject) => Panel | undefined
}

export interface Askable {
  readonly index: BundleIndex
  readonly compiled: CompiledTemplates
}

/** Panels for subjects with these keys. */
export async function panelsFor(keys: ReadonlySet<string>, { index, compiled }: Askable): Promise<Panels> {
  const policies = new Set(index.policies.map(({ key }) => key))
  const isAsked = (isMember: (key: string) => boolean): boolean => [...keys].some(isMember)
  const isOurs = (key: string): boolean => policies.has(key)
  const isBundled = (key: string): boolean => index.templates.has(key)
  const isFresh = (key: string): boolean => !isOurs(key) && !isBundled(key)

  const bundle = isAsked(key => !isFresh(key)) ? await WebAssembly.compile(loadBundle()) : undefined
  const fresh =
    compiled.wasm !== undefined && isAsked(isFresh) ? await WebAssembly.compile(compiled.wasm) : undefined
  const ofOurs = isAsked(isOurs) ? await panelFor('ours', bundle) : undefined
  const ofBundled = isAsked(isBundled) ? await panelFor('fleet', bundle) : undefined
  const ofFresh = await panelFor('fleet', fresh)
  const all = [ofOurs, ofBundled, ofFresh].filter(panel => panel !== undefined)
  return {
    all,
    refused: refusedBy([ofBundled, ofFresh], compiled),
    of: ({ key }) => (isOurs(key) ? ofOurs : isBundled(key) ? ofBundled : ofFresh),
  }
}

async function panelFor(author: Author, module: WebAssembly.Module | undefined): Promise<Panel | undefined> {
  return module === undefined ? undefined : new Panel(await runtimeFor(author, module))
}

function refusedBy(panels: readonly (Panel | undefined)[], { units }: CompiledTemplates): Panels['refused'] {
  const missing = new Set(panels.flatMap(panel => panel?.missingBuiltins() ?? []))
  const refused = new Map<string, readonly string[]>()
  for (const { key, builtins } of units.values()) {
    const lacking = builtins.filter(name => missing.has(name))
    if (lacking.length > 0) refused.set(key, lacking)
  }
  return refused
}
