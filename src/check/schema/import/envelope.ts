import type { Schema } from '../schema.ts'

const ENVELOPE = new Set(['apiVersion', 'kind', 'metadata'])

/** Leaves out what every object has; a `metadata` with limits of its own stays, as limits on the common one. */
export function withoutEnvelope(schema: Schema): Schema {
  if (typeof schema === 'string' || schema.properties === undefined) return schema
  const kept = Object.entries(schema.properties).filter(
    ([name, value]) => !ENVELOPE.has(name) || (name === 'metadata' && isLimited(value)),
  )
  const { required = [], ...rest } = schema
  const names = required.filter(name => !ENVELOPE.has(name))
  const properties = Object.fromEntries(kept)
  return names.length === 0 ? { ...rest, properties } : { ...rest, properties, required: names }
}

function isLimited(metadata: Schema): boolean {
  return typeof metadata !== 'string' && metadata.properties !== undefined
}
