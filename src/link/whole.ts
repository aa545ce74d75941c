import type { Build, BuildGap, BuildProblem, BuildProblemCode } from '../model/build.ts'
import type { Cluster } from '../model/fleet.ts'
import { objectKey, type Resource } from '../model/resource.ts'
import { isResourceSet } from '../render/operator/spec.ts'

const LOSING: ReadonlySet<BuildProblemCode> = new Set<BuildProblemCode>([
  'artifact',
  'cycle',
  'invalid-field',
  'invalid-resource',
  'missing-path',
  'missing-resource',
  'syntax',
  'template',
  'unknown-field',
])

/** Whether a build has lost objects by a problem; what they were is unknown. */
export function isLosing({ code, losesNothing }: BuildProblem): boolean {
  return LOSING.has(code) && losesNothing !== true
}

/** Whether a gap is about files of elsewhere, which may hold objects. */
export function isRemote({ reason, losesNothing }: BuildGap): boolean {
  return (reason === 'remote-base' || reason === 'remote-source') && losesNothing !== true
}

/** Whether a build shows every object that it delivers. */
export function isWhole(build: Build): boolean {
  return !build.gaps.some(isRemote) && !isUnrendered(build) && !build.problems.some(isLosing)
}

/** Whether a ResourceSet has inputs or templates that cannot be had here: it may deliver anything. */
function isUnrendered({ owner, gaps }: Pick<Build, 'owner' | 'gaps'>): boolean {
  const isOfTemplates = ({ reason }: BuildGap): boolean =>
    reason === 'template' || reason === 'unknown-values'
  return owner !== undefined && isResourceSet(owner.id) && gaps.some(isOfTemplates)
}

/** The ResourceSets of a cluster that are not rendered, or not as a whole. */
export function* unwholeSets({ graph, builds }: Pick<Cluster, 'graph' | 'builds'>): Generator<Resource> {
  const whole = new Set<string>()
  for (const build of builds) {
    if (build.owner !== undefined && isWhole(build)) whole.add(objectKey(build.owner.id))
  }
  for (const { key, resource } of graph.nodes.values()) {
    if (isResourceSet(resource.id) && !whole.has(key)) yield resource
  }
}
