import { nearest } from '../../../lib/nearest.ts'
import { onceFor } from '../../../lib/once-for.ts'
import type { Fleet } from '../../../model/fleet.ts'
import type { FileRule } from '../../../model/rule.ts'
import { isBlind } from '../cluster-view.ts'

function message(policy: string): string {
  return `The marker names the ImagePolicy \`${policy}\`, which no build delivers.`
}

/** `# {"$imagepolicy": "flux-system:web:tag"}` at the end of a line. */
const MARKER = /#\s*\{"\$imagepolicy":\s*"([^":]+:[^":]+)(?::\w+)?"\}/g

export const danglingImagePolicy: FileRule = {
  id: 'flux/dangling-image-policy',
  scope: 'file',
  severity: 'warning',
  summary: 'Every marker of an image names an ImagePolicy that exists.',
  why: 'Flux passes over a marker without a policy: the image stays at its version, and nothing says why.',
  fix: 'Correct the namespace or name in the marker, or deliver the ImagePolicy.',

  *check({ file }, fleet) {
    if (!file.text.includes('$imagepolicy') || !isKnown(fleet)) return
    const policies = policiesOf(fleet)
    for (const match of file.text.matchAll(MARKER)) {
      const [, policy = ''] = match
      if (policies.has(policy)) continue
      const start = match.index + match[0].indexOf(policy)
      const near = nearest(policy, policies)
      const fix = near === undefined ? undefined : `Write \`${near}\` if it is meant.`
      yield { at: { file, start, end: start + policy.length }, message: message(policy), fix }
    }
  },
}

/** Whether every ImagePolicy of the fleet can be seen. */
function isKnown({ clusters, areClustersAssumed }: Fleet): boolean {
  return areClustersAssumed !== true && clusters.length > 0 && !clusters.some(isBlind)
}

const policiesOf = onceFor(({ clusters }: Fleet): ReadonlySet<string> => {
  const found = new Set<string>()
  for (const { objects } of clusters) {
    for (const { resource } of objects) {
      const { kind, namespace, name } = resource.id
      if (kind === 'ImagePolicy') found.add(`${namespace}:${name}`)
    }
  }
  return found
})
