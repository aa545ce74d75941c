import { mapAt, scalarAt } from '../../../lib/node.ts'
import type { Cluster } from '../../../model/fleet.ts'
import { objectKey, type Resource, shortId } from '../../../model/resource.ts'
import type { ClusterRule } from '../../../model/rule.ts'
import { sourceReference, specOf } from '../../../render/flux/spec.ts'
import { objectsOf } from '../cluster-view.ts'

function message({ id }: Resource, branch: string): string {
  return `\`${shortId(id)}\` follows the branch \`${branch}\` of another repository.`
}

export const unpinnedSource: ClusterRule = {
  id: 'source/unpinned-source',
  scope: 'cluster',
  severity: 'off',
  summary: 'A GitRepository of somebody else is taken at a tag or a commit.',
  why: 'Whoever can push to the branch decides what this cluster runs.',
  fix: 'Set `ref.tag`, `ref.semver` or `ref.commit`.',

  *check(cluster) {
    const own = rootSource(cluster)
    for (const { resource, build } of objectsOf(cluster, 'source.toolkit.fluxcd.io/GitRepository')) {
      const ref = mapAt(specOf(resource), 'ref')
      const branch = scalarAt(ref, 'branch')
      const isPinned = ['commit', 'name', 'semver', 'tag'].some(field => ref?.entries.has(field) === true)
      if (branch === undefined || isPinned || objectKey(resource.id) === own) continue
      yield { at: branch, message: message(resource, branch.text), build, resource, trail: resource.trail }
    }
  },
}

function rootSource({ builds }: Cluster): string | undefined {
  const [root] = builds
  const reference = root?.owner === undefined ? undefined : sourceReference(root.owner)
  return reference === undefined ? undefined : objectKey(reference.target)
}
