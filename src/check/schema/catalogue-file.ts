import { isRecord, textIn } from './import/plain.ts'
import type { Schema } from './schema.ts'

/** What stands in one file of the catalogue: a kind in one version, as each release of its system has it. */
export interface CatalogueFile {
  readonly group: string
  readonly version: string
  readonly kind: string
  /** Whose releases these are: `flux`, `kubernetes`. */
  readonly system: string
  readonly scope: string | undefined
  readonly isNative: boolean
  readonly releases: Readonly<Record<string, Schema>>
  readonly definitions: Readonly<Record<string, Schema>>
}

export type KindId = Pick<CatalogueFile, 'group' | 'version' | 'kind'>

/** Below the catalogue's folder; a name that could lead elsewhere has no file. */
export function catalogueName({ group, version, kind }: KindId): string | undefined {
  const folder = group === '' ? 'core' : group
  return [folder, kind, version].every(part => PART.test(part))
    ? `${folder}/${kind}_${version}.json`
    : undefined
}

const PART = /^[A-Za-z0-9](?:[A-Za-z0-9-]|\.(?!\.))*$/

/** Definitions that several kinds of a system share. */
export function sharedName(system: string): string {
  return `shared/${system}.json`
}

/** Undefined for a text that is no file of the catalogue. */
export function readCatalogueFile(text: string): CatalogueFile | undefined {
  const value: unknown = JSON.parse(text)
  const [group, version, kind] = ['group', 'version', 'kind'].map(key => textIn(value, key))
  const system = textIn(value, 'system')
  if (!isRecord(value) || group === undefined || version === undefined || kind === undefined) return undefined
  if (system === undefined || !isSchemas(value['releases']) || !isSchemas(value['definitions']))
    return undefined
  return {
    group,
    version,
    kind,
    system,
    scope: textIn(value, 'scope'),
    isNative: value['native'] === true,
    releases: value['releases'],
    definitions: value['definitions'],
  }
}

export function readSharedFile(text: string): Readonly<Record<string, Schema>> {
  const value: unknown = JSON.parse(text)
  return isSchemas(value) ? value : {}
}

/** What our own scripts have written is not looked at any deeper. */
function isSchemas(value: unknown): value is Readonly<Record<string, Schema>> {
  return isRecord(value)
}
