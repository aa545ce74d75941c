import { danglingReferences } from '../../../link/graph/unresolved.ts'
import type { Graph, GraphNode, Reference } from '../../../model/graph.ts'
import { shortId } from '../../../model/resource.ts'
import type { FleetRule } from '../../../model/rule.ts'
import { nearFix, nearObject } from '../near-object.ts'
import { culpritOf } from '../dangling-place.ts'

const KINDS: ReadonlySet<string> = new Set(['HelmRelease', 'Kustomization', 'ResourceSet'])

const missing = ({ from, target }: Reference): string =>
  `\`${shortId(from.resource.id)}\` depends on \`${shortId(target)}\`, which no build delivers.`

function hint(graph: Graph, { target }: Reference): string | undefined {
  const near = nearObject(graph, target, KINDS)
  return near && nearFix(near, node => otherKind(target.kind, node))
}

const otherKind = (kind: string, node: GraphNode): string =>
  `\`${shortId(node.resource.id)}\` has this name, but a ${kind} waits for ${kind}s only: ${instead(node)}.`

function instead({ build }: GraphNode): string {
  return build?.owner === undefined
    ? 'order the objects that apply them instead'
    : `depend on \`${shortId(build.owner.id)}\`, which applies it, or order what applies both`
}

export const danglingDependency: FleetRule = {
  id: 'flux/dangling-dependency',
  scope: 'fleet',
  severity: 'error',
  summary: 'Every `dependsOn` names an object that exists.',
  why: 'Flux waits for a missing dependency for ever: the object is never applied, and no error ever ends the wait.',
  fix: 'Correct the name or namespace, add the missing object, or remove the entry.',

  *check(fleet) {
    for (const cluster of fleet.clusters) {
      for (const reference of danglingReferences(cluster, fleet).certain) {
        if (reference.type !== 'dependsOn') continue
        const { at, from } = reference
        const build = from.build ?? cluster.builds[0]
        const culprit = culpritOf(reference, { graph: cluster.graph, fleet, kinds: KINDS })
        const fix = culprit?.fix ?? hint(cluster.graph, reference)
        yield { at: culprit?.at ?? at, message: missing(reference), fix, build, trail: from.resource.trail }
      }
    }
  },
}
