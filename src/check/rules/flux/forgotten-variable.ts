import { locate } from '../../../lib/locate.ts'
import { mapAt } from '../../../lib/node.ts'
import { onceFor } from '../../../lib/once-for.ts'
import type { Build } from '../../../model/build.ts'
import type { Cluster } from '../../../model/fleet.ts'
import type { Origin } from '../../../model/location.ts'
import { type Resource, shortId } from '../../../model/resource.ts'
import type { ClusterRule, Problem } from '../../../model/rule.ts'
import { isSwitched } from '../../../render/flux/metadata.ts'
import { isFluxKustomization, nameOrigin, specOf, substituteFrom } from '../../../render/flux/spec.ts'
import { type OpenVariable, openVariables } from '../open-variables.ts'
import { placeOfVariables, substitutes, textBefore } from '../variable-sources.ts'

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
    const givers = cluster.builds.filter(substitutes)
    const given = namesGiven(cluster)
    const forgetful = cluster.builds.filter(build => !substitutes(build))
    yield* problemsIn(givers, (build, owner) => ungivenIn(build, owner, cluster))
    const open = [...problemsIn(forgetful, (build, owner) => unsubstitutedIn(build, owner, given))]
    // Where most have no variables nobody forgot them: a webhook gives them to all.
    if (open.length <= givers.length) yield* open
  },
}

function* problemsIn(
  builds: readonly Build[],
  problemOf: (build: Build, owner: Resource) => Problem | undefined,
): Generator<Problem> {
  for (const build of builds) {
    const { owner } = build
    const problem = owner === undefined ? undefined : problemOf(build, owner)
    if (owner !== undefined && problem !== undefined)
      yield { ...problem, build, resource: owner, trail: owner.trail }
  }
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
  for (const open of openIn(build)) {
    const at = placeOfForgotten(open, others)
    if (at !== undefined) {
      return {
        at: at === 'postBuild' ? placeOfVariables(owner, builds) : open.at,
        message: ungiven(owner, open),
      }
    }
  }
  return undefined
}

/** Where a name that others set is missing; undefined where it may come from what nobody sees. */
function placeOfForgotten(
  { name, at }: OpenVariable,
  others: readonly Build[],
): 'postBuild' | 'use' | undefined {
  if (others.some(other => openIn(other).some(open => open.name === name))) return undefined
  const givers = others.flatMap(({ owner }) => namesSet(owner)).filter(one => one.name === name)
  if (givers.length === 0) return undefined
  if (others.some(other => delivers(other, at))) return 'postBuild'
  // Only a name that stands for another one tells that the object has that one.
  return givers.every(({ isRenamed }) => isRenamed) ? 'use' : undefined
}

function delivers({ resources }: Build, { file }: Origin): boolean {
  return resources.some(({ node }) => node.file.path === file.path)
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

interface NameSet {
  readonly name: string
  /** Whether its value is a variable of another name. */
  readonly isRenamed: boolean
}

/** What a Kustomization sets itself; a name that it only hands on, as in `zone: ${zone}`, comes from elsewhere. */
function namesSet(owner: Resource | undefined): readonly NameSet[] {
  const postBuild = mapAt(owner === undefined ? undefined : specOf(owner), 'postBuild')
  return [...(mapAt(postBuild, 'substitute')?.entries ?? [])].flatMap(([name, { value }]) => {
    const handedOn = value.kind === 'scalar' ? /^\$\{(\w+)/.exec(textBefore(value))?.[1] : undefined
    return handedOn === name ? [] : [{ name, isRenamed: handedOn !== undefined }]
  })
}

/** What a Kustomization applies with a name that it is not given, as far as is known. */
function openIn(build: Build): readonly OpenVariable[] {
  return variablesIn(build).filter(({ name }) => build.variables?.names.has(name) !== true)
}

/** What a Kustomization hands on to others is theirs to substitute. */
const variablesIn = onceFor(({ resources }: Build): readonly OpenVariable[] =>
  resources.flatMap(resource =>
    isFluxKustomization(resource.id) || isSwitched(resource, 'substitute', 'disabled')
      ? []
      : [...openVariables(resource)],
  ),
)
