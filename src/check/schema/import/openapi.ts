import { compareText } from '../../../lib/order.ts'
import type { Schema } from '../schema.ts'
import { withoutEnvelope } from './envelope.ts'
import type { ImportedKind } from './imported-kind.ts'
import { listIn, recordIn, textIn } from './plain.ts'
import { simplify } from './simplify.ts'

/** Where the schema of every object's metadata stands in the catalogue. */
export const OBJECT_META = { group: 'meta.k8s.io', version: 'v1', kind: 'ObjectMeta' } as const

const META_DEFINITION = 'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta'

/** What the server decodes in ways that the document does not say. */
const DECODED: Readonly<Record<string, Schema>> = {
  'io.k8s.apimachinery.pkg.api.resource.Quantity': 'quantity',
  'io.k8s.apimachinery.pkg.util.intstr.IntOrString': 'int-or-string',
}

/** Every kind of an OpenAPI document of Kubernetes, v2 or v3, and the metadata of all objects; lists are left out. */
export function importOpenApi(document: unknown): readonly ImportedKind[] {
  const sources = recordIn(document, 'definitions') ?? recordIn(recordIn(document, 'components'), 'schemas')
  if (sources === undefined) return []
  const definitions = new OpenApiDefinitions(sources)
  return Object.keys(sources)
    .sort(compareText)
    .flatMap(name => {
      const id = name === META_DEFINITION ? OBJECT_META : kindOf(sources[name])
      if (id === undefined) return []
      const schema = definitions.schema(name)
      return [
        {
          ...id,
          scope: undefined,
          isNative: name.startsWith('io.k8s.'),
          schema: id === OBJECT_META ? schema : withoutEnvelope(schema),
          recursive: definitions.recursive,
        },
      ]
    })
}

/** What stands for many kinds, as DeleteOptions do, and lists of a kind are nothing that a repository holds. */
function kindOf(source: unknown): Pick<ImportedKind, 'group' | 'version' | 'kind'> | undefined {
  const [only, ...others] = listIn(source, 'x-kubernetes-group-version-kind')
  const version = textIn(only, 'version')
  const kind = textIn(only, 'kind')
  if (others.length > 0 || version === undefined || kind === undefined) return undefined
  const isList = kind.endsWith('List') && recordIn(source, 'properties')?.['items'] !== undefined
  return isList ? undefined : { group: textIn(only, 'group') ?? '', version, kind }
}

/** Each definition is simplified once; one that is met inside itself is referred to by its name. */
class OpenApiDefinitions {
  readonly recursive: Map<string, Schema> = new Map<string, Schema>()
  private readonly sources: Readonly<Record<string, unknown>>
  private readonly done = new Map<string, Schema>()
  private readonly open = new Set<string>()

  constructor(sources: Readonly<Record<string, unknown>>) {
    this.sources = sources
  }

  schema(name: string): Schema {
    const known = this.done.get(name) ?? DECODED[name]
    if (known !== undefined) return known
    if (this.open.has(name)) {
      this.recursive.set(shortName(name), 'any')
      return `#${shortName(name)}`
    }
    this.open.add(name)
    const schema = simplify(this.sources[name], reference => this.schema(lastStep(reference)))
    this.open.delete(name)
    this.done.set(name, schema)
    if (this.recursive.has(shortName(name))) this.recursive.set(shortName(name), schema)
    return schema
  }
}

function lastStep(reference: string): string {
  return reference.slice(reference.lastIndexOf('/') + 1)
}

function shortName(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1)
}
