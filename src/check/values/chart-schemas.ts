import type { ChartSchema, SchemaObject, ValueSchema } from './values-schema.ts'

/** Reads the text of a file below `schemas/charts`. */
export type ReadText = (name: string) => string | undefined

interface SchemaFile extends SchemaObject {
  readonly definitions?: Readonly<Record<string, ValueSchema>>
}

/** Our values schemas, of which a run reads those of the charts that its fleet installs. */
export class ChartSchemas {
  private readonly readText: ReadText
  private readonly known = new Map<string, ChartSchema | undefined>()

  constructor(readText: ReadText) {
    this.readText = readText
  }

  /** `version` is a whole version, without `v`. */
  find(chart: string, version: string): ChartSchema | undefined {
    const name = `${chart}/${version}.json`
    if (!this.known.has(name)) this.known.set(name, this.read(chart, version))
    return this.known.get(name)
  }

  private read(chart: string, version: string): ChartSchema | undefined {
    const isName = NAME.test(chart) && NAME.test(version)
    const text = isName ? this.readText(`${chart}/${version}.json`) : undefined
    if (text === undefined) return undefined
    const { definitions = {}, ...root } = schemaFile(text)
    // A version whose values are those of another one says only so.
    const same = /^(.+)\.json$/.exec(root.$ref ?? '')?.[1]
    return same === undefined ? { root, definitions } : this.find(chart, same)
  }
}

/** A path segment: `..` leads elsewhere. */
const NAME = /^[A-Za-z0-9](?:[A-Za-z0-9_+-]|\.(?!\.))*$/

function schemaFile(text: string): SchemaFile {
  const file: unknown = JSON.parse(text)
  return isSchemaFile(file) ? file : {}
}

/** What our own scripts have written is not looked at any deeper. */
function isSchemaFile(file: unknown): file is SchemaFile {
  return typeof file === 'object' && file !== null
}
