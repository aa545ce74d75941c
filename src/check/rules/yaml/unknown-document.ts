import { hint, nearest } from '../../../lib/nearest.ts'
import { scalarAt } from '../../../lib/node.ts'
import type { Node } from '../../../model/node.ts'
import type { FleetRule, Problem } from '../../../model/rule.ts'

/** Another version of a kind that there is, is told by the rules about that kind. */
const KINDS = ['Config', 'Exemption', 'VersionMatrix'] as const
const GROUP = 'fleetlint.dev'

const unknownKind = (kind: string): string =>
  `\`${kind}\` is no kind of \`${GROUP}\`, so nothing reads this document.${hint(kind, KINDS)}`

const unknownGroup = (group: string): string =>
  `Nothing reads a document of \`${group}\`. Did you mean \`${GROUP}\`?`

function problemOf(root: Node): Problem | undefined {
  const apiVersion = scalarAt(root, 'apiVersion')
  const kind = scalarAt(root, 'kind')
  if (apiVersion === undefined || kind === undefined) return undefined
  const [group = ''] = apiVersion.text.split('/')
  const isKnown = KINDS.some(known => known === kind.text)
  if (group === GROUP) {
    return isKnown ? undefined : { at: kind, message: unknownKind(kind.text) }
  }
  const isMeant = isKnown && nearest(group, [GROUP]) !== undefined
  return isMeant ? { at: apiVersion, message: unknownGroup(group) } : undefined
}

export const unknownDocument: FleetRule = {
  id: 'yaml/unknown-document',
  scope: 'fleet',
  severity: 'error',
  summary: 'Every document that is meant for fleetlint is one that fleetlint reads.',
  why: 'A matrix or an exemption with a misspelt kind holds nothing, and nobody notices what is no longer checked.',
  fix: 'Write the kind and the group as the schemas of fleetlint have them.',

  *check({ files }) {
    for (const { documents } of files.values()) {
      for (const { root } of documents) {
        const problem = root === undefined ? undefined : problemOf(root)
        if (problem !== undefined) yield problem
      }
    }
  },
}
