import semver from 'semver'
import { exactVersion } from '../versions/pins.ts'
import type { ChartSchema, SchemaObject, ValueSchema } from './values-schema.ts'

/** What lies in `schemas/charts`. */
export interface SchemaFiles {
  /** The text of a file, `podinfo/6.9.4.json`. */
  readonly read: (name: string) => string | undefined
  /** The versions of a chart. */
  readonly versions: (chart: string) => readonly string[]
}

interface SchemaFile extends SchemaObject {
  readonly definitions?: Readonly<Record<string, ValueSchema>>
}

/** Our values schemas, of which a run reads those of the charts that its fleet installs. */
export class ChartSchemas {
  private readonly files: SchemaFiles
  private readonly known = new Map<string, ChartSchema | undefined>()

  constructor(files: SchemaFiles) {
    this.files = files
  }

  /** `version` is a whole version, without `v`. */
  find(chart: string, version: string): ChartSchema | undefined {
    const name = `${chart}/${version}.json`
    if (!this.known.has(name)) this.known.set(name, this.read(chart, version))
    return this.known.get(name)
  }

  /** Those of all versions, where one of them is near to a version that has none; else none. */
  near(chart: string, version: string): readonly ChartSchema[] {
    if (!NAME.test(chart)) return []
    const versions = this.files.versions(chart)
    if (!versions.some(known => isNear(known, version))) return []
    const found = versions.map(known => this.find(chart, known))
    return [...new Set(found.filter(schema => schema !== undefined))]
  }

  private read(chart: string, version: string): ChartSchema | undefined {
    const isName = NAME.test(chart) && NAME.test(version)
    const text = isName ? this.files.read(`${chart}/${version}.json`) : undefined
    if (text === undefined) return undefined
    const { definitions = {}, ...root } = schemaFile(text)
    // A version whose values are those of another one says only so.
    const same = /^(.+)\.json$/.exec(root.$ref ?? '')?.[1]
    return same === undefined ? { root, definitions } : this.find(chart, same)
  }
}

/** A path segment: `..` leads elsewhere. */
const NAME = /^[A-Za-z0-9](?:[A-Za-z0-9_+-]|\.(?!\.))*$/

/** Of the same major version, or in the range. Before 1.0.0 the minor version takes the place of the major. */
function isNear(known: string, asked: string): boolean {
  const exact = exactVersion(asked)
  if (exact === undefined) return semver.satisfies(known, asked, { includePrerelease: true })
  return semver.major(exact) > 0
    ? semver.major(exact) === semver.major(known)
    : semver.satisfies(known, `0.${String(semver.minor(exact))}.x`)
}

function schemaFile(text: string): SchemaFile {
  const file: unknown = JSON.parse(text)
  return isSchemaFile(file) ? file : {}
}

/** What our own scripts have written is not looked at any deeper. */
function isSchemaFile(file: unknown): file is SchemaFile {
  return typeof file === 'object' && file !== null
}
