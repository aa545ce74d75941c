import { mapAt } from '../../../lib/node.ts'
import type { Build } from '../../../model/build.ts'
import { groupKind, type Resource, shortId } from '../../../model/resource.ts'
import type { BuildRule } from '../../../model/rule.ts'
import { isFluxKustomization, nameOrigin, specOf } from '../../../render/flux/spec.ts'
import { isSealedDotenv, isSealedObject, isSealedText, secretText } from '../sealed.ts'

function message(owner: Resource, [first, ...others]: readonly [Resource, ...Resource[]]): string {
  const more = others.length === 0 ? '' : ` and ${String(others.length)} more`
  return `\`${shortId(owner.id)}\` applies \`${shortId(first.id)}\`${more}, encrypted by SOPS, and has no \`decryption\`.`
}

export const missingDecryption: BuildRule = {
  id: 'sops/missing-decryption',
  scope: 'build',
  severity: 'error',
  summary: 'A Kustomization that applies what SOPS has encrypted says how to decrypt it.',
  why:
    'Flux refuses an encrypted Secret without `decryption`, the API server refuses the `sops` block of any other object, ' +
    'and an encrypted file of a `secretGenerator` reaches the cluster as it is. A child inherits no `decryption` from its ' +
    'parent.',
  fix: 'Add `spec.decryption` with `provider: sops` to this very Kustomization, by a patch of its parent if all need it.',

  *check(build) {
    const { owner } = build
    if (owner === undefined || !isFluxKustomization(owner.id)) return
    if (mapAt(specOf(owner), 'decryption') !== undefined) return
    const [first, ...others] = encryptedIn(build)
    if (first === undefined) return
    const at = nameOrigin(owner)
    yield { at, message: message(owner, [first, ...others]), resource: owner, trail: owner.trail }
  },
}

function encryptedIn({ resources }: Build): readonly Resource[] {
  return resources.filter(resource => isSealedObject(resource.node) || holdsSealedFile(resource))
}

/** Whether a value of a Secret is a file that SOPS has encrypted. */
function holdsSealedFile({ id, node }: Resource): boolean {
  if (groupKind(id) !== '/Secret') return false
  if (isSealedDotenv(node)) return true
  return ['data', 'stringData'].some(field =>
    [...(mapAt(node, field)?.entries.values() ?? [])].some(
      ({ value }) => value.kind === 'scalar' && isSealedText(secretText(value, field)),
    ),
  )
}
