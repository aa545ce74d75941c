import { mapAt, scalarAt } from '../../../lib/node.ts'
import type { Mapping, Scalar } from '../../../model/node.ts'
import { type Resource, shortId } from '../../../model/resource.ts'
import type { ResourceRule } from '../../../model/rule.ts'
import { nameOrigin, specOf } from '../../../render/flux/spec.ts'
import { isAnyVersion } from '../chart-requests.ts'

function message({ id }: Resource, what: string): string {
  return `\`${shortId(id)}\` takes ${what}.`
}

/** A patch may set it for many sources: the line is told once. */
function messageFor(resource: Resource, at: Scalar): string {
  const what = `whatever \`${at.text}\` is`
  const isOwn = at.file.path === resource.node.file.path
  return isOwn ? message(resource, what) : `A source whose reference this line sets takes ${what}.`
}

export const movingReference: ResourceRule = {
  id: 'source/moving-reference',
  scope: 'resource',
  kinds: ['source.toolkit.fluxcd.io/GitRepository', 'source.toolkit.fluxcd.io/OCIRepository'],
  severity: 'info',
  summary: 'A source says which state it takes: a branch, a version, a tag that stays, a digest.',
  why: 'What the cluster runs changes whenever somebody publishes, with no commit in this repository to revert.',
  fix: 'Set `ref` to a tag, a range of versions or a digest.',

  *check({ resource }) {
    const spec = specOf(resource)
    const ref = mapAt(spec, 'ref')
    if (ref === undefined || ref.entries.size === 0) {
      const what = resource.id.kind === 'OCIRepository' ? 'the tag `latest`' : 'the branch `master`'
      const text = message(resource, `${what}, because it has no \`ref\``)
      yield { at: nameOrigin(resource), message: text, resource, trail: resource.trail }
      return
    }
    const at = movingPart(ref)
    if (at === undefined) return
    yield { at, message: messageFor(resource, at), resource, trail: resource.trail }
  },
}

/** The strongest field decides: commit, name or digest, then `semver`, then `tag` (spec/flux.md 6.1). */
function movingPart(ref: Mapping): Scalar | undefined {
  if (['commit', 'name', 'digest'].some(field => ref.entries.has(field))) return undefined
  const range = scalarAt(ref, 'semver')
  if (range !== undefined) return isAnyVersion(range.text) ? range : undefined
  const tag = scalarAt(ref, 'tag')
  return tag?.text === 'latest' ? tag : undefined
}
