import { mapAt } from '../../../lib/node.ts'
import { type Resource, shortId } from '../../../model/resource.ts'
import type { Entry } from '../../../model/node.ts'
import type { ResourceRule } from '../../../model/rule.ts'
import { textBefore } from '../variable-sources.ts'

function message(resource: Resource, key: string): string {
  return `\`${shortId(resource.id)}\` holds \`${key}\` in plain text.`
}

export const plainTextSecret: ResourceRule = {
  id: 'sops/plain-text-secret',
  scope: 'resource',
  kinds: ['/Secret'],
  severity: 'info',
  summary: 'A Secret in Git is encrypted.',
  why: 'Whoever reads the repository, now or in its history, reads the secret; base64 hides nothing.',
  fix: 'Encrypt the file with SOPS, or let an operator make the Secret; then change what was in it.',

  *check({ resource, build }) {
    if (build.owner === undefined || mapAt(resource.node, 'sops') !== undefined) return
    for (const field of ['data', 'stringData']) {
      for (const [key, entry] of mapAt(resource.node, field)?.entries ?? []) {
        if (!isPlain(entry)) continue
        yield { at: entry.key, message: message(resource, key), resource, trail: resource.trail }
        return
      }
    }
  },
}

/** What is neither empty nor put in by a variable, nor a reference that some tool resolves. */
function isPlain({ value }: Entry): boolean {
  if (value.kind !== 'scalar' || value.value === null || value.text.trim() === '') return false
  return !textBefore(value).includes('${') && !/^<.*>$|^ref\+|^vault:/.test(value.text)
}
