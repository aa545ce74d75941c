import {
  type CatalogueFile,
  catalogueName,
  type KindId,
  readCatalogueFile,
  readSharedFile,
  sharedName,
} from './catalogue-file.ts'
import { compareReleases } from './import/releases.ts'
import type { Definitions, Schema } from './schema.ts'

/** The schema of a kind, and what its references stand for. */
export interface KindSchema {
  readonly schema: Schema
  readonly definitions: Definitions
  /** Whether `null` is an absent value, as Kubernetes' own decoder has it. */
  readonly isNative: boolean
}

/** Reads the text of a file of the catalogue. */
export type ReadText = (name: string) => string | undefined

/** Release by system: `flux` → `2.9`. */
export type Releases = ReadonlyMap<string, string>

interface Loaded {
  readonly file: CatalogueFile
  readonly definitions: Definitions
}

/** The catalogue, of which a run reads the files of the kinds that its fleet has. */
export class Catalogue {
  private readonly readText: ReadText
  private readonly loaded = new Map<string, Loaded | undefined>()
  private readonly shared = new Map<string, Readonly<Record<string, Schema>>>()
  private readonly found = new Map<string, KindSchema>()

  constructor(readText: ReadText) {
    this.readText = readText
  }

  /** The same object for the same kind and release. */
  find(id: KindId, releases: Releases): KindSchema | undefined {
    const name = catalogueName(id)
    const loaded = name === undefined ? undefined : this.load(name)
    if (name === undefined || loaded === undefined) return undefined
    const { file, definitions } = loaded
    const release = closestRelease(Object.keys(file.releases), releases.get(file.system))
    const key = `${name} ${release ?? ''}`
    const schema = release === undefined ? undefined : file.releases[release]
    if (schema === undefined) return undefined
    const kind = this.found.get(key) ?? { schema, definitions, isNative: file.isNative }
    this.found.set(key, kind)
    return kind
  }

  private load(name: string): Loaded | undefined {
    if (this.loaded.has(name)) return this.loaded.get(name)
    const text = this.readText(name)
    const file = text === undefined ? undefined : readCatalogueFile(text)
    const loaded = file === undefined ? undefined : { file, definitions: this.definitionsOf(file) }
    this.loaded.set(name, loaded)
    return loaded
  }

  private definitionsOf({ system, definitions }: CatalogueFile): Definitions {
    const shared = this.shared.get(system) ?? readSharedFile(this.readText(sharedName(system)) ?? '{}')
    this.shared.set(system, shared)
    return { get: id => definitions[id] ?? shared[id] }
  }
}

/**
 * The release asked for; else the next one that is known, for a field that is new in between must not be called
 * unknown; else, for a kind that was dropped since, the last one that had it. Without a wish the newest.
 */
function closestRelease(known: readonly string[], wanted: string | undefined): string | undefined {
  const sorted = [...known].sort(compareReleases)
  const next =
    wanted === undefined ? undefined : sorted.find(release => compareReleases(release, wanted) >= 0)
  return next ?? sorted.at(-1)
}
