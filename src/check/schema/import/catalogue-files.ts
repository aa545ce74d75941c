import { groupBy } from '../../../lib/group-by.ts'
import { compareText } from '../../../lib/order.ts'
import { catalogueName, sharedName } from '../catalogue-file.ts'
import { definitionId, type Schema } from '../schema.ts'
import type { ImportedKind } from './imported-kind.ts'
import { canonical, Interned, mapChildren } from './interned.ts'
import { compareReleases } from './releases.ts'

/** The kinds of one release of a system. */
export interface Release {
  readonly name: string
  readonly kinds: readonly ImportedKind[]
}

interface Entry {
  readonly kind: ImportedKind
  readonly releases: Map<string, Schema>
}

/**
 * The files of a system's kinds, text by name below the catalogue's folder: the same kinds give the same bytes, in
 * whatever order they come. What several kinds have in common stands in the system's shared file with `share`, and in
 * each of their files without.
 */
export function catalogueFiles(
  system: string,
  releases: readonly Release[],
  options: { readonly share: boolean },
): ReadonlyMap<string, string> {
  const interned = new Interned()
  const entries = entriesOf(releases, interned)
  const placed = new Definitions(interned, entries, options.share)
  const files = new Map<string, string>()
  for (const [name, entry] of entries) files.set(name, kindText(system, entry, placed))
  const shared = placed.shared()
  if (shared.length > 0) files.set(sharedName(system), `{\n${linesOf(shared)}\n}\n`)
  return new Map([...files].sort(([a], [b]) => compareText(a, b)))
}

function entriesOf(releases: readonly Release[], interned: Interned): ReadonlyMap<string, Entry> {
  const entries = new Map<string, Entry>()
  for (const { name: release, kinds } of releases) {
    for (const kind of kinds) {
      const name = catalogueName(kind)
      if (name === undefined) continue
      const entry = entries.get(name) ?? { kind, releases: new Map<string, Schema>() }
      entry.releases.set(release, interned.add(kind.schema, kind.recursive))
      entries.set(name, entry)
    }
  }
  return entries
}

function kindText(system: string, { kind, releases }: Entry, definitions: Definitions): string {
  const head = [
    `"group":${JSON.stringify(kind.group)}`,
    `"version":${JSON.stringify(kind.version)}`,
    `"kind":${JSON.stringify(kind.kind)}`,
    `"system":${JSON.stringify(system)}`,
    ...(kind.scope === undefined ? [] : [`"scope":${JSON.stringify(kind.scope)}`]),
    ...(kind.isNative ? ['"native":true'] : []),
  ]
  const roots = [...releases].sort(([a], [b]) => compareReleases(a, b))
  const lines = roots.map(([release, root]) => [release, definitions.text(root)] as const)
  const own = definitions.own([...releases.values()])
  return `{${head.join(',')},\n"releases":{\n${linesOf(lines)}\n},\n"definitions":{\n${linesOf(own)}\n}}\n`
}

function linesOf(lines: readonly (readonly [string, string])[]): string {
  return lines.map(([key, text]) => `${JSON.stringify(key)}:${text}`).join(',\n')
}

/** A reference is eleven characters long; below this length the text itself is shorter than what a reference saves. */
const WORTH = 40

type Line = readonly [id: string, text: string]

/** Decides which pieces stand on their own and in which file, and writes the others where they are used. */
class Definitions {
  private readonly interned: Interned
  private readonly named = new Set<string>()
  private readonly sharedIds = new Set<string>()

  constructor(interned: Interned, entries: ReadonlyMap<string, Entry>, share: boolean) {
    this.interned = interned
    this.findNamed(entries)
    if (share) this.findShared(entries)
  }

  /** The schema with every piece that is no definition written out. */
  text(schema: Schema): string {
    return canonical(this.expanded(schema))
  }

  own(roots: readonly Schema[]): readonly Line[] {
    const ids = [...this.reach(roots)].filter(id => this.named.has(id) && !this.sharedIds.has(id))
    return this.lines(ids)
  }

  shared(): readonly Line[] {
    return this.lines([...this.sharedIds])
  }

  private lines(ids: readonly string[]): readonly Line[] {
    return [...ids].sort(compareText).flatMap(id => {
      const piece = this.interned.byId.get(id)
      return piece === undefined
        ? []
        : [[id, canonical(mapChildren(piece.schema, child => this.expanded(child)))] as const]
    })
  }

  private expanded(schema: Schema): Schema {
    const id = definitionId(schema)
    const piece = id === undefined || this.named.has(id) ? undefined : this.interned.byId.get(id)
    return piece === undefined ? schema : mapChildren(piece.schema, child => this.expanded(child))
  }

  /** What is used in two places, or in itself. */
  private findNamed(entries: ReadonlyMap<string, Entry>): void {
    const uses = [...this.interned.byId.values()].flatMap(({ children }) => children)
    for (const { releases } of entries.values()) {
      for (const root of releases.values()) uses.push(definitionId(root) ?? '')
    }
    for (const [id, { length }] of groupBy(uses, use => use)) {
      const size = this.interned.byId.get(id)?.text.length ?? 0
      if (length > 1 && size > WORTH) this.named.add(id)
    }
    for (const id of this.interned.recursiveIds()) this.named.add(id)
  }

  private findShared(entries: ReadonlyMap<string, Entry>): void {
    const files = new Map<string, number>()
    for (const { releases } of entries.values()) {
      for (const id of this.reach([...releases.values()])) files.set(id, (files.get(id) ?? 0) + 1)
    }
    for (const [id, count] of files) if (count > 1 && this.named.has(id)) this.sharedIds.add(id)
  }

  private reach(roots: readonly Schema[]): ReadonlySet<string> {
    const found = new Set<string>()
    const open = roots.map(definitionId)
    for (let id = open.pop(); open.length > 0 || id !== undefined; id = open.pop()) {
      if (id === undefined || found.has(id)) continue
      found.add(id)
      for (const child of this.interned.byId.get(id)?.children ?? []) open.push(child)
    }
    return found
  }
}
