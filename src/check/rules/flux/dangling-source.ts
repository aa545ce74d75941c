import { danglingReferences } from '../../../link/graph/unresolved.ts'
import type { Graph, GraphNode, Reference } from '../../../model/graph.ts'
import { shortId } from '../../../model/resource.ts'
import type { FleetRule } from '../../../model/rule.ts'
import { isInputProvider } from '../../../render/operator/spec.ts'
import { nearFix, nearObject } from '../near-object.ts'
import { culpritOf } from '../dangling-place.ts'

const KINDS: ReadonlySet<string> = new Set([
  'Bucket',
  'ExternalArtifact',
  'GitRepository',
  'HelmChart',
  'HelmRepository',
  'OCIRepository',
])

const missing = ({ from, target }: Reference): string =>
  `\`${shortId(from.resource.id)}\` refers to \`${shortId(target)}\`, which no build delivers.`

function hint(graph: Graph, { target }: Reference): string | undefined {
  const near = nearObject(graph, target, isInputProvider(target) ? new Set([target.kind]) : KINDS)
  return near && nearFix(near, otherKind)
}

const otherKind = ({ resource }: GraphNode): string =>
  `Refer to \`${shortId(resource.id)}\` by its kind if it is meant.`

export const danglingSource: FleetRule = {
  id: 'flux/dangling-source',
  scope: 'fleet',
  severity: 'error',
  summary: 'Every `sourceRef`, `chartRef` and `inputsFrom` names an object that exists.',
  why: 'Flux never reconciles an object whose source is missing, and says so only in the cluster.',
  fix: 'Add the source, or correct the kind, name or namespace of the reference.',

  *check(fleet) {
    for (const cluster of fleet.clusters) {
      for (const reference of danglingReferences(cluster, fleet).certain) {
        if (reference.type === 'dependsOn') continue
        const { at, from } = reference
        const culprit = culpritOf(reference, { graph: cluster.graph, fleet, kinds: KINDS })
        const fix = culprit?.fix ?? hint(cluster.graph, reference)
        const build = from.build ?? cluster.builds[0]
        yield { at: culprit?.at ?? at, message: missing(reference), fix, build, trail: from.resource.trail }
      }
    }
  },
}
