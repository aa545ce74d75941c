import type { Build, BuildGap, BuildProblemCode } from '../model/build.ts'
import type { Cluster } from '../model/fleet.ts'
import { objectKey, type Resource } from '../model/resource.ts'
import { isResourceSet } from '../render/operator/spec.ts'

/** A build with one of these has lost objects; what they were is unknown. */
export const LOSING: ReadonlySet<BuildProblemCode> = new Set<BuildProblemCode>([
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

/** Whether a build shows every object that it delivers. */
export function isWhole(build: Build): boolean {
  const isRemote = build.gaps.some(({ reason }) => reason === 'remote-base' || reason === 'remote-source')
  return !isRemote && !isUnrendered(build) && !build.problems.some(({ code }) => LOSING.has(code))
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
