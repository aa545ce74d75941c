import { parentPath } from '../../lib/path.ts'
import type { Build, BuildProblem, BuildProblemCode } from '../../model/build.ts'
import type { BuildPair } from './pair-builds.ts'
import type { ObjectPair } from './pair-objects.ts'

/** Flux applies what has one of these all the same. */
const HARMLESS: ReadonlySet<BuildProblemCode> = new Set<BuildProblemCode>(['undefined-variable'])

/** Why Flux cannot build what a Kustomization applies: it then leaves the cluster as it is. */
export function obstacles(build: Build | undefined): readonly BuildProblem[] {
  return build?.problems.filter(problem => !isHarmless(problem, build)) ?? []
}

/** A field that nobody knows is dropped from the outermost kustomization, and refused in all others. */
function isHarmless({ code, at }: BuildProblem, { directory }: Build): boolean {
  if (code === 'unknown-field') return parentPath(at.file.path) === directory
  return HARMLESS.has(code)
}

/** What is missing on a side because something there cannot be built: whether it is gone is not known. */
export class BrokenBuilds {
  private readonly before = new Set<string>()
  private readonly after = new Set<string>()

  constructor(pairs: readonly BuildPair[]) {
    for (const { before, after } of pairs) {
      const [old, now] = [obstacles(before).length > 0, obstacles(after).length > 0]
      // With mistakes on both sides, what can be rendered is compared with what can be rendered.
      if (old === now) continue
      if (old && before !== undefined) this.add(this.before, { before, after })
      if (now && after !== undefined) this.add(this.after, { before, after })
    }
  }

  get isAny(): boolean {
    return this.before.size + this.after.size > 0
  }

  /** Whether an object is missing on a side on which its Kustomization cannot be built. */
  isUnknown({ before, after }: ObjectPair): boolean {
    if (before === undefined) return after !== undefined && holds(this.before, after.build)
    return after === undefined && holds(this.after, before.build)
  }

  /** The same for a Kustomization that one delivers that cannot be built. */
  isUnknownBuild({ before, after }: BuildPair): boolean {
    if (before === undefined) return after !== undefined && holds(this.before, after)
    return after === undefined && holds(this.after, before)
  }

  private add(names: Set<string>, { before, after }: BuildPair): void {
    for (const build of [before, after]) if (build !== undefined) names.add(build.name)
  }
}

/** Whether a build, or one above it, is among these. */
function holds(names: ReadonlySet<string>, build: Build): boolean {
  const seen = new Set<Build>()
  for (let current: Build | undefined = build; current !== undefined; current = current.parent) {
    if (names.has(current.name)) return true
    if (seen.has(current)) return false
    seen.add(current)
  }
  return false
}
