import type { Schema } from '../schema.ts'
import type { ImportedKind } from './imported-kind.ts'
import { isRecord, listIn, recordIn, textIn } from './plain.ts'
import { simplify } from './simplify.ts'
import { withoutEnvelope } from './envelope.ts'

/** Every version of a CustomResourceDefinition that has a schema; nothing for any other value. */
export function importCrd(crd: unknown): readonly ImportedKind[] {
  const spec = recordIn(crd, 'spec')
  const group = textIn(spec, 'group')
  const kind = textIn(recordIn(spec, 'names'), 'kind')
  if (textIn(crd, 'kind') !== 'CustomResourceDefinition' || group === undefined || kind === undefined)
    return []
  return listIn(spec, 'versions').flatMap(served => {
    const version = textIn(served, 'name')
    const source = recordIn(recordIn(served, 'schema'), 'openAPIV3Schema')
    if (!isRecord(served) || version === undefined || source === undefined) return []
    const schema = withPreserved(withoutEnvelope(simplify(source, () => 'any')), spec)
    const scope = textIn(spec, 'scope')
    return [{ group, version, kind, scope, isNative: false, schema, recursive: new Map() }]
  })
}

/** `spec.preserveUnknownFields`, a left-over of v1beta1, switches pruning off for the whole object. */
function withPreserved(schema: Schema, spec: unknown): Schema {
  if (!isRecord(spec) || spec['preserveUnknownFields'] !== true) return schema
  return typeof schema === 'string' ? 'object' : { ...schema, preserveUnknownFields: true }
}
