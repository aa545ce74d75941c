import { mapAt } from '../../../lib/node.ts'
import type { Entry } from '../../../model/node.ts'
import { type Resource, shortId } from '../../../model/resource.ts'
import type { ResourceRule } from '../../../model/rule.ts'
import { plainEntries } from '../plain-secrets.ts'
import { isSealedObject, isToBeSealed } from '../sealed.ts'

function message({ id }: Resource, { key }: Entry): string {
  return `\`${key.text}\` of \`${shortId(id)}\` is in plain text, and the rest is encrypted.`
}

export const partialEncryption: ResourceRule = {
  id: 'sops/partial-encryption',
  scope: 'resource',
  kinds: ['/Secret'],
  severity: 'error',
  summary: 'Of a Secret that SOPS has encrypted, every value is encrypted.',
  why:
    'What was added by hand after the encryption can be read by everyone, and Flux cannot decrypt the object: its content ' +
    'is not what SOPS has signed. Nothing of the Kustomization is applied.',
  fix: 'Decrypt the file, add the value, and encrypt it again; `sops FILE` does all three.',

  *check({ resource, build }) {
    const sops = mapAt(resource.node, 'sops')
    if (build.owner === undefined || sops === undefined || !isSealedObject(resource.node)) return
    for (const entry of plainEntries(resource)) {
      if (isToBeSealed(sops, [entry.field, entry.key.text]) !== true) continue
      yield { at: entry.key, message: message(resource, entry), resource, trail: resource.trail }
      return
    }
  },
}
