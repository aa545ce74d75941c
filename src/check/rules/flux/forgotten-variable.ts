import { locate } from '../../../lib/locate.ts'
import { mapAt } from '../../../lib/node.ts'
import type { Build } from '../../../model/build.ts'
import type { Cluster } from '../../../model/fleet.ts'
import type { Origin } from '../../../model/location.ts'
import { type Resource, shortId } from '../../../model/resource.ts'
import type { ClusterRule, Problem } from '../../../model/rule.ts'
import { isSwitched } from '../../../render/flux/metadata.ts'
import { isFluxKustomization, nameOrigin, specOf, substituteFrom } from '../../../render/flux/spec.ts'
import { type OpenVariable, openVariables } from '../open-variables.ts'
import { substitutes } from '../variable-sources.ts'

function unsubstituted(owner: Resource, { name, at }: OpenVariable): string {
  return `\`${shortId(owner.id)}\` substitutes nothing, so \`\${${name}}\` of \`${placeOf(at)}\` stays as it is.`
}

function ungiven(owner: Resource, { name, at }: OpenVariable): string {
  return `\`${shortId(owner.id)}\` does not set the variable \`${name}\` of \`${placeOf(at)}\`, which others set themselves.`
}

function placeOf(at: Origin): string {
  return `${at.file.path}:${String(locate(at).line)}`
}

export const forgottenVariable: ClusterRule = {
  id: 'flux/forgotten-variable',
  scope: 'cluster',
  severity: 'warning',
  summary: 'A Kustomization has the variables that others have for what it applies.',
  why:
    'A `${name}` stays as it is where a Kustomization has no `postBuild`, and becomes empty or stops the Kustomization ' +
    'where it has one that does not give the name.',
  fix: 'Give the variable in `postBuild`, or set `kustomize.toolkit.fluxcd.io/substitute: disabled` on the object.',

  *check(cluster) {
    const given = namesGiven(cluster)
    for (const build of cluster.builds) {
      const { owner } = build
      if (owner === undefined) continue
      const problem = substitutes(build)
        ? ungivenIn(build, owner, cluster)
        : unsubstitutedIn(build, owner, given)
      if (problem !== undefined) yield { ...problem, build, resource: owner, trail: owner.trail }
    }
  },
}

/** Every variable that some Kustomization of the cluster is given. */
function namesGiven({ builds }: Cluster): ReadonlySet<string> {
  return new Set(builds.flatMap(({ variables }) => [...(variables?.names ?? [])]))
}

/** A variable of the cluster in what a Kustomization without `postBuild` applies. */
function unsubstitutedIn(build: Build, owner: Resource, given: ReadonlySet<string>): Problem | undefined {
  for (const variable of variablesIn(build)) {
    if (given.has(variable.name)) return { at: nameOrigin(owner), message: unsubstituted(owner, variable) }
  }
  return undefined
}

/**
 * A variable that others set themselves, although they take variables from the same objects: those do not give it, even
 * where they are not in the repository. Where others leave it open, too, they may.
 */
function ungivenIn(build: Build, owner: Resource, { builds }: Cluster): Problem | undefined {
  const { variables } = build
  if (variables === undefined || variables.areAll) return undefined
  const others = builds.filter(other => other !== build && takesFromAll(other, owner))
  const setByOthers = new Set(others.flatMap(({ owner: other }) => inlineNames(other)))
  const [first] = openIn(build).filter(
    ({ name }) =>
      setByOthers.has(name) && !others.some(other => openIn(other).some(open => open.name === name)),
  )
  if (first === undefined) return undefined
  const isShared = others.some(({ resources }) =>
    resources.some(({ node }) => node.file.path === first.at.file.path),
  )
  const postBuild = specOf(owner)?.entries.get('postBuild')?.key
  return { at: isShared && postBuild !== undefined ? postBuild : first.at, message: ungiven(owner, first) }
}

/** Whether another Kustomization, or the parent that fills in what it sets, takes variables from the same objects. */
function takesFromAll({ owner: other, parent }: Build, owner: Resource): boolean {
  if (other === undefined || other.id.namespace !== owner.id.namespace) return false
  const theirs = new Set([...sourcesOf(other), ...sourcesOf(parent?.owner)])
  return sourcesOf(owner).every(source => theirs.has(source))
}

function sourcesOf(owner: Resource | undefined): readonly string[] {
  return owner === undefined ? [] : substituteFrom(owner).map(({ kind, name }) => `${kind}/${name}`)
}

function inlineNames(owner: Resource | undefined): readonly string[] {
  const spec = owner === undefined ? undefined : specOf(owner)
  return [...(mapAt(mapAt(spec, 'postBuild'), 'substitute')?.entries.keys() ?? [])]
}

/** What a Kustomization applies with a name that it is not given, as far as is known. */
function openIn(build: Build): readonly OpenVariable[] {
  return variablesIn(build).filter(({ name }) => build.variables?.names.has(name) !== true)
}

const found = new WeakMap<Build, readonly OpenVariable[]>()

function variablesIn(build: Build): readonly OpenVariable[] {
  const known = found.get(build) ?? openVariablesOf(build)
  found.set(build, known)
  return known
}

/** What a Kustomization hands on to others is theirs to substitute. */
function openVariablesOf({ resources }: Build): readonly OpenVariable[] {
  return resources.flatMap(resource =>
    isFluxKustomization(resource.id) || isSwitched(resource, 'substitute', 'disabled')
      ? []
      : [...openVariables(resource)],
  )
}
