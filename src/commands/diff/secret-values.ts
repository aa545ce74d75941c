import { mapAt, textAt } from '../../lib/node.ts'
import { objectIdOf } from '../../lib/kubernetes-id.ts'
import type { Fleet } from '../../model/fleet.ts'
import type { Origin, SourceFile } from '../../model/location.ts'
import type { Mapping, Node, Scalar } from '../../model/node.ts'
import { type ObjectId, shortId } from '../../model/resource.ts'
import { substituteFrom } from '../../render/flux/spec.ts'
import type { Build } from '../../model/build.ts'

/** Shorter texts stand in too many places that have nothing to do with the Secret. */
const SHORTEST = 8

export function isSecret({ group, kind }: Pick<ObjectId, 'group' | 'kind'>): boolean {
  return group === '' && kind === 'Secret'
}

/** What the Secrets of a fleet hold, wherever it goes from there: by variables, replacements, composed values. */
export class SecretValues {
  private readonly places = new Map<SourceFile, Origin[]>()
  private readonly texts = new Set<string>()
  /** `Secret namespace/name` → its keys and values in clear. */
  private readonly byName = new Map<string, Map<string, string>>()

  constructor({ files, clusters, standalone }: Pick<Fleet, 'files' | 'clusters' | 'standalone'>) {
    for (const { documents } of files.values()) {
      for (const { root } of documents) if (root?.kind === 'map') this.add(root, () => true)
    }
    for (const { builds } of [...clusters, { builds: standalone }]) {
      // What variables have put into a Secret may be no secret; what a generator has put there is.
      for (const { resources } of builds) for (const { node } of resources) this.add(node, isGenerated)
    }
  }

  /** Whether a value is one of a Secret's. */
  has(node: Scalar): boolean {
    return this.isPlaced(node) || this.texts.has(node.text)
  }

  /** The values of the variables that a Kustomization takes from Secrets. */
  variablesOf({ owner }: Build): ReadonlyMap<string, string> {
    const found = new Map<string, string>()
    if (owner === undefined) return found
    const { namespace } = owner.id
    for (const { kind, name } of substituteFrom(owner)) {
      for (const [key, value] of this.byName.get(shortId({ kind, namespace, name })) ?? [])
        found.set(key, value)
    }
    return found
  }

  private add(node: Mapping, isWanted: (value: Scalar) => boolean): void {
    const id = objectIdOf(node)
    if (id === undefined || !isSecret(id)) return
    const values = this.byName.get(shortId(id)) ?? new Map<string, string>()
    this.byName.set(shortId(id), values)
    for (const [key, value, text] of secretTexts(node)) {
      values.set(key, text)
      if (isWanted(value)) this.remember(value, text)
    }
  }

  private remember(value: Scalar, text: string): void {
    const known = this.places.get(value.file)
    if (known === undefined) this.places.set(value.file, [value])
    else known.push(value)
    for (const form of [text, value.text, text.trim()]) {
      if (form.length >= SHORTEST && !form.includes('${')) this.texts.add(form)
    }
  }

  private isPlaced(node: Node): boolean {
    for (let current: Node | undefined = node; current !== undefined; current = current.step?.was) {
      const { file, start, end } = current
      const places = this.places.get(file) ?? []
      if (places.some(place => place.start <= start && end <= place.end)) return true
    }
    return false
  }
}

function isGenerated({ step }: Scalar): boolean {
  return step?.what === 'base64'
}

/** Each key of a Secret with its value as written, and in clear. */
function* secretTexts(node: Mapping): Generator<readonly [string, Scalar, string]> {
  for (const [key, { value }] of mapAt(node, 'data')?.entries ?? []) {
    if (value.kind === 'scalar') yield [key, value, Buffer.from(value.text, 'base64').toString('utf8')]
  }
  for (const [key, { value }] of mapAt(node, 'stringData')?.entries ?? []) {
    if (value.kind === 'scalar') yield [key, value, textAt(mapAt(node, 'stringData'), key) ?? value.text]
  }
}
