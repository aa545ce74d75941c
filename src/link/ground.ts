import type { Build, BuildGap } from '../model/build.ts'
import type { Target } from '../model/graph.ts'
import type { Origin, RepoPath } from '../model/location.ts'
import { type Resource, shortId } from '../model/resource.ts'
import type { Documents } from '../read/documents.ts'
import { pathOf } from '../render/flux/spec.ts'
import type { GeneratedContent } from './generated-artifacts.ts'
import type { SourceAnswer } from './sources.ts'

/** What a Kustomization takes its files from, where that is not here. */
interface Elsewhere {
  readonly source: { readonly id: Target }
  readonly at: Origin
  readonly isCircular?: boolean
}

export function notHere(answer: SourceAnswer, isOwnPath: boolean): Elsewhere | undefined {
  if (answer.kind === 'remote') return answer.mayBeOwn && isOwnPath ? undefined : answer
  if (answer.kind !== 'missing' || isOwnPath) return undefined
  return { source: { id: answer.reference.target }, at: answer.reference.at }
}

export function elsewhereGap(owner: Resource, { source, at, isCircular = false }: Elsewhere): BuildGap {
  const why = isCircular ? 'includes itself' : 'is not this repository'
  const message = `\`${shortId(source.id)}\` ${why}; what \`${shortId(owner.id)}\` takes from it is unknown.`
  return { reason: 'remote-source', at, message }
}

/** Where the files of a Kustomization are, or why there are none. */
export type Ground =
  | { readonly kind: 'files'; readonly documents: Documents; readonly directory: RepoPath }
  | { readonly kind: 'nothing'; readonly gaps?: Build['gaps']; readonly problems?: Build['problems'] }

export function generatedGround(owner: Resource, content: GeneratedContent): Ground {
  switch (content.kind) {
    case 'content':
      return { kind: 'files', documents: content.documents, directory: pathOf(owner) }
    case 'broken':
      return { kind: 'nothing', problems: [content.problem] }
    case 'unknown': {
      const message = `What \`${shortId(owner.id)}\` takes from its artifact is unknown: ${content.message}.`
      return { kind: 'nothing', gaps: [{ reason: 'remote-source', at: content.at, message }] }
    }
    default:
      return content satisfies never
  }
}
