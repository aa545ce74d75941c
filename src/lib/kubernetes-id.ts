import type { Mapping } from '../model/node.ts'
import type { ObjectId } from '../model/resource.ts'
import { mapAt, scalarAt, textAt } from './node.ts'

/** Reads what identifies an object; undefined for what is no Kubernetes object. */
export function objectIdOf(node: Mapping): ObjectId | undefined {
  const apiVersion = textAt(node, 'apiVersion')
  const kind = textAt(node, 'kind')
  if (apiVersion === undefined || kind === undefined) return undefined
  const metadata = mapAt(node, 'metadata')
  const slash = apiVersion.indexOf('/')
  return {
    group: slash < 0 ? '' : apiVersion.slice(0, slash),
    version: apiVersion.slice(slash + 1),
    kind,
    namespace: scalarText(metadata, 'namespace'),
    name: scalarText(metadata, 'name'),
  }
}

function scalarText(metadata: Mapping | undefined, key: string): string {
  const found = scalarAt(metadata, key)
  return found === undefined || found.value === null ? '' : found.text
}
