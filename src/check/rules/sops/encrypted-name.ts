import { scalarAt, valueIn } from '../../../lib/node.ts'
import type { Mapping, Scalar } from '../../../model/node.ts'
import type { BuildRule } from '../../../model/rule.ts'
import { isSealedValue } from '../sealed.ts'

function message({ file }: Scalar): string {
  return `SOPS has encrypted the name or kind of an object in \`${file.path}\`.`
}

export const encryptedName: BuildRule = {
  id: 'sops/encrypted-name',
  scope: 'build',
  severity: 'warning',
  summary: 'SOPS encrypts the values of an object, and neither its kind nor its name.',
  why:
    'The build comes before the decryption: patches, namespaces and references do not find such an object, and Flux may ' +
    'not recognise it at all.',
  fix: 'Set `encrypted_regex: ^(data|stringData)$` in `.sops.yaml`, and encrypt the file again.',

  *check({ owner, resources }) {
    if (owner === undefined) return
    for (const resource of resources) {
      const sealed = identityOf(resource.node).find(({ text }) => isSealedValue(text))
      if (sealed !== undefined)
        yield { at: sealed, message: message(sealed), resource, trail: resource.trail }
    }
  },
}

function identityOf(node: Mapping): readonly Scalar[] {
  return [
    scalarAt(node, 'apiVersion'),
    scalarAt(node, 'kind'),
    scalarAt(valueIn(node, 'metadata'), 'name'),
    scalarAt(valueIn(node, 'metadata'), 'namespace'),
  ].filter(found => found !== undefined)
}
