import { mapAt } from '../../lib/node.ts'
import type { Cluster, Delivered } from '../../model/fleet.ts'
import type { Entry } from '../../model/node.ts'
import type { Resource } from '../../model/resource.ts'
import { objectsOf } from './cluster-view.ts'
import { isSealedDotenv, isSealedText, isSealedValue, secretText } from './sealed.ts'
import { textBefore } from './variable-sources.ts'

/** The values of a Secret that anyone can read, with the field that holds them. */
export function* plainEntries({ node }: Resource): Generator<Entry & { readonly field: string }> {
  if (isSealedDotenv(node)) return
  for (const field of ['data', 'stringData']) {
    for (const entry of mapAt(node, field)?.entries.values() ?? []) {
      if (isPlain(entry, field)) yield { ...entry, field }
    }
  }
}

interface PlainSecret extends Delivered {
  /** The first value that anyone can read. */
  readonly first: Entry
}

/** The Secrets of a cluster that stand in plain text in the repository; one that SOPS has touched is another matter. */
export function* plainSecrets(cluster: Cluster): Generator<PlainSecret> {
  for (const { resource, build } of objectsOf(cluster, '/Secret')) {
    if (mapAt(resource.node, 'sops') !== undefined) continue
    const [first] = plainEntries(resource)
    if (first !== undefined) yield { resource, build, first }
  }
}

/** What is neither empty nor encrypted, nor put in by a variable, nor a reference that some tool resolves. */
function isPlain({ value }: Entry, field: string): boolean {
  if (value.kind !== 'scalar' || value.value === null || value.text.trim() === '') return false
  const text = secretText(value, field)
  if (isSealedValue(value.text) || isSealedValue(text) || isSealedText(text)) return false
  return !textBefore(value).includes('${') && !/^<.*>$|^ref\+|^vault:/.test(value.text)
}
