import { mapAt } from '../../../lib/node.ts'
import { type Resource, shortId } from '../../../model/resource.ts'
import type { ResourceRule } from '../../../model/rule.ts'
import { isSealedObject, isSealedText } from '../sealed.ts'

function message({ id }: Resource, key: string): string {
  return `\`${key}\` of \`${shortId(id)}\` is a file that SOPS has encrypted, and nothing decrypts it.`
}

export const encryptedConfigMap: ResourceRule = {
  id: 'sops/encrypted-config-map',
  scope: 'resource',
  kinds: ['/ConfigMap'],
  severity: 'warning',
  summary: 'No ConfigMap holds a file that SOPS has encrypted.',
  why: 'Flux decrypts the files of a `secretGenerator`, and never those of a `configMapGenerator`: whoever reads the ConfigMap gets the encrypted text.',
  fix: 'Make a Secret of it with a `secretGenerator`.',

  *check({ resource, build }) {
    if (build.owner === undefined || isSealedObject(resource.node)) return
    for (const { key, value } of mapAt(resource.node, 'data')?.entries.values() ?? []) {
      if (value.kind !== 'scalar' || !isSealedText(value.text)) continue
      yield { at: value, message: message(resource, key.text), resource, trail: resource.trail }
    }
  },
}
