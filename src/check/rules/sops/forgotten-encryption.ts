import type { Scalar } from '../../../model/node.ts'
import { type Resource, shortId } from '../../../model/resource.ts'
import type { FleetRule } from '../../../model/rule.ts'
import { plainSecrets } from '../plain-secrets.ts'
import { sopsRules } from '../sops-rules.ts'

function message({ id }: Resource, { text, file }: Scalar): string {
  return `\`${shortId(id)}\` stands in plain text, although \`${text}\` of \`${file.path}\` covers its file.`
}

export const forgottenEncryption: FleetRule = {
  id: 'sops/forgotten-encryption',
  scope: 'fleet',
  severity: 'warning',
  summary: 'A Secret in a file that `.sops.yaml` covers is encrypted.',
  why: 'Whoever reads the repository, now or in its history, reads the secret, and the repository itself means to prevent it.',
  fix: 'Run `sops --encrypt --in-place` on the file, and change what was in it.',

  *check(fleet) {
    const rules = sopsRules(fleet)
    for (const cluster of fleet.clusters) {
      for (const { resource, build, first } of plainSecrets(cluster)) {
        const rule = rules.cover(first.value.file.path)
        if (rule === undefined) continue
        yield { at: first.key, message: message(resource, rule), build, resource, trail: resource.trail }
      }
    }
  },
}
