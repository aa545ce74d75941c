import type { Entry } from '../../../model/node.ts'
import { type Resource, shortId } from '../../../model/resource.ts'
import type { FleetRule } from '../../../model/rule.ts'
import { plainSecrets } from '../plain-secrets.ts'
import { sopsRules } from '../sops-rules.ts'

function message(resource: Resource, { key }: Entry): string {
  return `\`${shortId(resource.id)}\` holds \`${key.text}\` in plain text.`
}

export const plainTextSecret: FleetRule = {
  id: 'sops/plain-text-secret',
  scope: 'fleet',
  severity: 'info',
  summary: 'A Secret in Git is encrypted.',
  why: 'Whoever reads the repository, now or in its history, reads the secret; base64 hides nothing.',
  fix: 'Encrypt the file with SOPS, or let an operator make the Secret; then change what was in it.',

  *check(fleet) {
    const rules = sopsRules(fleet)
    for (const cluster of fleet.clusters) {
      for (const { resource, build, first } of plainSecrets(cluster)) {
        // What the repository itself wants encrypted is a finding of its own.
        if (rules.cover(first.value.file.path) !== undefined) continue
        yield { at: first.key, message: message(resource, first), build, resource, trail: resource.trail }
      }
    }
  },
}
