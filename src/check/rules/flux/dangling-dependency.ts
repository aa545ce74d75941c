import { danglingReferences } from '../../../link/graph/unresolved.ts'
import { mapAt, scalarAt } from '../../../lib/node.ts'
import type { Graph, GraphNode, Reference } from '../../../model/graph.ts'
import type { Origin } from '../../../model/location.ts'
import { shortId } from '../../../model/resource.ts'
import type { FleetRule } from '../../../model/rule.ts'
import { nearObject } from '../../near-object.ts'

const KINDS: ReadonlySet<string> = new Set(['HelmRelease', 'Kustomization', 'ResourceSet'])

const missing = ({ from, target }: Reference): string =>
  `\`${shortId(from.resource.id)}\` depends on \`${shortId(target)}\`, which no build delivers.`

function hint(graph: Graph, { target }: Reference): string | undefined {
  const near = nearObject(graph, target, KINDS)
  if (near === undefined) return undefined
  const { id } = near.node.resource
  switch (near.kind) {
    case 'other-namespace':
      return `Add \`namespace: ${id.namespace}\`: \`${shortId(id)}\` has this name.`
    case 'near-name':
      return `Write \`${id.name}\` if \`${shortId(id)}\` is meant.`
    case 'other-kind':
      return `\`${shortId(id)}\` has this name, but a ${target.kind} waits for ${target.kind}s only: ${instead(near.node)}.`
    default:
      return near satisfies never
  }
}

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
        const moved = movedFrom(cluster.graph, reference)
        const fix = moved?.fix ?? hint(cluster.graph, reference)
        yield { at: moved?.at ?? at, message: missing(reference), fix, build, trail: from.resource.trail }
      }
    }
  },
}

/** The one line that has moved both the object and its dependency away from where the reference looks. */
function movedFrom(graph: Graph, { from, target }: Reference): { at: Origin; fix: string } | undefined {
  const own = namespaceOf(from)
  if (own === undefined || own.file.path === from.resource.node.file.path) return undefined
  const near = nearObject(graph, target, KINDS)
  const theirs = near?.kind === 'other-namespace' ? namespaceOf(near.node) : undefined
  const isSame = theirs?.file.path === own.file.path && theirs.start === own.start
  if (!isSame) return undefined
  return {
    at: own,
    fix: `Write \`${target.namespace}\`, where the reference looks, or correct the reference.`,
  }
}

function namespaceOf({ resource }: GraphNode): Origin | undefined {
  return scalarAt(mapAt(resource.node, 'metadata'), 'namespace')
}
