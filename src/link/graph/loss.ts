import { baseName } from '../../lib/path.ts'
import type { Build, BuildProblem } from '../../model/build.ts'
import type { Cluster } from '../../model/fleet.ts'
import type { Graph, Reference, Target } from '../../model/graph.ts'

/** Whether something that we cannot see may deliver the target of a reference. */
export type Unseen = (reference: Reference) => boolean

interface Loss {
  readonly problem: BuildProblem
  readonly build: Build
  readonly cluster: Pick<Cluster, 'builds' | 'graph'>
}

/** Fewer builds beside a lost one say nothing of what it would hold. */
const FEWEST_BESIDE = 3

/** A file that cannot be read holds no object whose name is not in it. */
export function lostObjects({ problem, build, cluster }: Loss): Unseen {
  const { code, at } = problem
  const { file } = at
  if (code === 'missing-path' || code === 'missing-resource') {
    const path = file.text.slice(at.start, at.end)
    // A file of secrets holds Secrets.
    if (code === 'missing-resource' && /secret|\.sops\./i.test(baseName(path))) return () => false
    const isOfKind = code === 'missing-path' ? kindsBeside(build, cluster.builds) : () => true
    return ({ target }) =>
      path.includes(target.name) ||
      path.includes(target.namespace) ||
      (isOfKind(target) && !isInOtherNamespace(target, cluster.graph))
  }
  const isManifest = !/^kustomization(?:\.ya?ml)?$/i.test(baseName(file.path))
  const isText = isManifest && (code === 'syntax' || code === 'invalid-resource')
  return ({ target }) => !isText || file.text.includes(target.name)
}

/** Whether the builds beside one that is lost as a whole, which the same one asks for, deliver objects of a kind. */
function kindsBeside(build: Build, builds: readonly Build[]): (target: Target) => boolean {
  const beside = builds.filter(other => other.parent === build.parent && other.resources.length > 0)
  if (build.parent === undefined || beside.length < FEWEST_BESIDE) return () => true
  const kinds = new Set(beside.flatMap(({ resources }) => resources.map(({ id }) => id.kind)))
  return ({ kind }) => kinds.has(kind)
}

/** What is there in another namespace is the one that is meant, and not one of the same name. */
function isInOtherNamespace({ group, kind, name, namespace }: Target, { nodes }: Graph): boolean {
  if (namespace === '') return false
  return [...nodes.values()].some(({ resource: { id } }) => {
    return id.group === group && id.kind === kind && id.name === name && id.namespace !== namespace
  })
}
