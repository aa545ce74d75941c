import type { Build } from '../model/build.ts'
import type { ViaStep } from '../model/finding.ts'
import type { Location } from '../model/location.ts'
import type { Raised } from '../model/raised.ts'
import type { Trail } from '../model/resource.ts'
import type { Place } from './place.ts'

/**
 * How a cluster comes to the place of a problem, outermost first: its builds from the root down, each at the Flux
 * Kustomization that asks for it; then, for each kustomization on the way, the entry that leads on.
 */
export function chainOf(raised: Raised, at: Location, place: Place): readonly ViaStep[] {
  return [...buildSteps(raised, place), ...trailSteps(raised.problem.trail, at, place)]
}

/** The build in which a problem shows; the problem knows better than the rule's scope. */
export function buildOf({ problem, build }: Raised): Build | undefined {
  return problem.build ?? build
}

function buildSteps(raised: Raised, place: Place): readonly ViaStep[] {
  const build = buildOf(raised)
  if (build === undefined)
    return raised.cluster === undefined ? [] : [{ label: clusterLabel(raised.cluster) }]
  return lineage(build).map(({ name, owner }) =>
    owner === undefined ? { label: name } : { label: name, location: place(owner.node) },
  )
}

/** What stands for a cluster as a whole where builds are named. */
export function clusterLabel({ name, path }: { readonly name: string; readonly path: string }): string {
  return path === '' ? name : path
}

/** A root may deliver itself, and so be its own parent. */
function lineage(build: Build): readonly Build[] {
  const builds = new Set<Build>()
  for (let next: Build | undefined = build; next !== undefined && !builds.has(next); next = next.parent) {
    builds.add(next)
  }
  return [...builds].reverse()
}

function trailSteps(trail: Trail | undefined, at: Location, place: Place): readonly ViaStep[] {
  const steps: ViaStep[] = []
  for (let entry = trail; entry !== undefined; entry = entry.parent) {
    const location = place(entry.at)
    if (!isSamePlace(location, at)) steps.push({ label: location.file, location })
  }
  return steps.reverse()
}

function isSamePlace(a: Location, b: Location): boolean {
  return a.file === b.file && a.line === b.line && a.column === b.column
}
