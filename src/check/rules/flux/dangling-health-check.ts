import { objectKey, type Resource, shortId } from '../../../model/resource.ts'
import type { Graph, Reference, Target } from '../../../model/graph.ts'
import type { FleetRule } from '../../../model/rule.ts'
import { HELM_GROUP, KUSTOMIZE_GROUP, SOURCE_GROUP } from '../../../render/flux/spec.ts'
import { isBlind } from '../cluster-view.ts'
import { nearObject } from '../near-object.ts'

function message({ id }: Resource, target: Target): string {
  return `\`${shortId(id)}\` waits for \`${shortId(target)}\`, which no build delivers.`
}

/** Groups whose objects come from the repository and from nowhere else. */
const DELIVERED: ReadonlySet<string> = new Set([HELM_GROUP, KUSTOMIZE_GROUP, SOURCE_GROUP])

const KINDS: ReadonlySet<string> = new Set(['HelmRelease', 'Kustomization'])

export const danglingHealthCheck: FleetRule = {
  id: 'flux/dangling-health-check',
  scope: 'fleet',
  severity: 'error',
  summary: 'Every Flux object that `healthChecks` name exists.',
  why: 'Flux waits for it until the `timeout`, at every reconciliation, and whatever depends on the Kustomization waits for ever.',
  fix: 'Correct the kind, name or namespace of the entry, or remove it.',

  *check({ clusters, areClustersAssumed }) {
    for (const cluster of clusters) {
      // A Kustomization of another root may deliver it.
      if (areClustersAssumed === true || isBlind(cluster)) continue
      const { graph } = cluster
      for (const reference of graph.references) {
        if (!isDangling(reference, graph)) continue
        const { from, target, at } = reference
        const near = nearObject(graph, target, KINDS)?.node.resource.id
        const fix = near === undefined ? undefined : `Name \`${shortId(near)}\` if it is meant.`
        yield {
          at,
          message: message(from.resource, target),
          fix,
          build: from.build,
          trail: from.resource.trail,
        }
      }
    }
  },
}

function isDangling({ type, target }: Reference, graph: Graph): boolean {
  if (type !== 'waits-for' || !DELIVERED.has(target.group)) return false
  return target.namespace !== '' && !target.name.includes('${') && !graph.nodes.has(objectKey(target))
}
