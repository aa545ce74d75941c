import { mapAt } from '../../../lib/node.ts'
import { locate } from '../../../lib/locate.ts'
import type { Build, BuildProblem } from '../../../model/build.ts'
import type { Cluster, Fleet } from '../../../model/fleet.ts'
import type { Origin } from '../../../model/location.ts'
import type { Scalar } from '../../../model/node.ts'
import type { Repository } from '../../../model/repository.ts'
import { type Resource, shortId } from '../../../model/resource.ts'
import type { FleetRule, Problem } from '../../../model/rule.ts'
import { isFluxKustomization, specOf } from '../../../render/flux/spec.ts'
import { buildProblems } from '../../build-problems.ts'
import { misspeltKey } from '../misspelt-key.ts'
import { placeOfVariables, substitutes } from '../variable-sources.ts'

function elsewhere(owner: Resource, { at, message }: Problem): string {
  const place = `${at.file.path}:${String(locate(at).line)}`
  const name = nameIn(message)
  return `\`${shortId(owner.id)}\` does not define the variable \`${name}\` of \`${place}\`, which others are given.`
}

function escapeFix(name: string): string {
  return `Write \`$$\{${name}}\` for a literal: to Flux a backslash is a letter like any other.`
}

function unused({ text }: Scalar, { at, message }: Problem): string {
  const place = `${at.file.path}:${String(locate(at).line)}`
  return `Nothing uses \`${text}\`, and \`${nameIn(message)}\` of \`${place}\` has no value.`
}

function childFix(name: string): string {
  return `Write \`$$\{${name}}\`: the parent substitutes before the child, whose variable it is.`
}

export const undefinedVariable: FleetRule = {
  id: 'flux/undefined-variable',
  scope: 'fleet',
  severity: 'error',
  summary: 'Every variable that `postBuild` would substitute has a value.',
  why: 'Since Flux 2.9 the whole Kustomization fails; before, the variable becomes an empty text that is applied.',
  fix: 'Set the variable in `postBuild`, give it a default as in `${name:=value}`, or write `$${name}` for a literal.',

  *check(fleet) {
    const users = substitutedFiles(fleet)
    const { repository } = fleet
    for (const cluster of fleet.clusters) {
      const names = new Set(
        cluster.builds.flatMap(({ owner, variables }) => [
          ...inlineVariables(owner),
          ...(variables?.names ?? []),
        ]),
      )
      for (const build of cluster.builds) yield* problemsOf(build, { users, names, cluster, repository })
    }
  },
}

interface Others {
  /** Builds that substitute, by the files of what they deliver. */
  readonly users: ReadonlyMap<string, ReadonlySet<Build>>
  /** What the Kustomizations of the cluster set or are given. */
  readonly names: ReadonlySet<string>
  readonly cluster: Cluster
  readonly repository: Repository
}

/**
 * Where others define the variable, the Kustomization that does not is at fault, and not the line that uses it; where
 * the key that gives it is misspelt, the key is.
 */
function* problemsOf(build: Build, others: Others): Generator<Problem> {
  const { owner } = build
  const told = new Set<string>()
  for (const problem of buildProblems(build, 'undefined-variable')) {
    const name = nameIn(problem.message)
    if (isOfChild(name, problem, build)) yield { ...problem, fix: childFix(name), build }
    else if (isAfterBackslash(problem)) yield { ...problem, fix: escapeFix(name), build }
    else if (owner === undefined) yield { ...problem, build }
    else if (!told.has(name)) {
      const cause = causeOf(name, problem, { owner, build, others })
      if (cause !== undefined) told.add(name)
      yield cause === undefined
        ? { ...problem, build }
        : { ...cause, build, resource: owner, trail: owner.trail }
    }
  }
}

function isAfterBackslash({ at: { file, start } }: Problem): boolean {
  return file.text.slice(start, start + 2) === '${' && file.text[start - 1] === '\\'
}

interface Surroundings {
  readonly owner: Resource
  readonly build: Build
  readonly others: Others
}

/** What is wrong instead of the line that uses the variable. */
function causeOf(name: string, problem: Problem, around: Surroundings): Problem | undefined {
  const { owner, others } = around
  if (isDefined(name, problem, around)) {
    return { at: placeOfVariables(owner, others.cluster.builds), message: elsewhere(owner, problem) }
  }
  const key = misspeltKey(name, owner, others)
  return key === undefined
    ? undefined
    : { at: key, message: unused(key, problem), fix: `Write \`${name}\` if it is meant.` }
}

/** Whether a child defines the variable, which its parent puts in first (spec/flux.md 2.7). */
function isOfChild(name: string, { at }: Problem, { resources }: Build): boolean {
  return resources.some(
    child =>
      isFluxKustomization(child.id) &&
      child.node.file.path === at.file.path &&
      [...inlineVariables(child)].includes(name),
  )
}

function isDefined(name: string, { at }: Problem, { build, others }: Surroundings): boolean {
  if (others.names.has(name)) return true
  return [...(others.users.get(at.file.path) ?? [])].some(
    other => other !== build && !other.problems.some(found => isSame(found, at)),
  )
}

function inlineVariables(owner: Resource | undefined): Iterable<string> {
  const spec = owner === undefined ? undefined : specOf(owner)
  return mapAt(mapAt(spec, 'postBuild'), 'substitute')?.entries.keys() ?? []
}

function isSame({ code, at }: BuildProblem, other: Origin): boolean {
  return code === 'undefined-variable' && at.file.path === other.file.path && at.start === other.start
}

function substitutedFiles({ clusters }: Fleet): ReadonlyMap<string, ReadonlySet<Build>> {
  const found = new Map<string, Set<Build>>()
  for (const build of clusters.flatMap(({ builds }) => builds)) {
    if (!substitutes(build)) continue
    for (const { node } of build.resources) {
      const known = found.get(node.file.path)
      if (known === undefined) found.set(node.file.path, new Set([build]))
      else known.add(build)
    }
  }
  return found
}

function nameIn(message: string): string {
  return /`([^`]*)`/.exec(message)?.[1] ?? ''
}
