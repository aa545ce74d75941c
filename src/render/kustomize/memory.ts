import { isWithin } from '../../lib/path.ts'
import type { RepoPath } from '../../model/location.ts'
import type { Trail } from '../../model/resource.ts'
import type { Documents } from '../../read/documents.ts'
import type { Accumulated } from './accumulated.ts'
import { type Level, levelContext } from './level.ts'
import type { KustomizeObject } from './object.ts'

/** What a kustomization gathered, told so that another one which uses it need not build it again. */
interface Memory {
  readonly gathered: Accumulated
  /** The way on which it was built: the end of the trails of its objects. */
  readonly trail: Trail | undefined
  readonly uses: ReadonlySet<RepoPath>
  /** What the build told `openapi` of. */
  readonly seen: readonly (readonly KustomizeObject[])[]
  /** Whether the build asked for merge keys. */
  readonly asksSchema: boolean
}

type Memories = Map<string, Memory>

const memories = new WeakMap<Documents, Memories>()

/**
 * What `build` gathers at a level that begins with nothing: built once, however many overlays use the directory. Only
 * what was built without a problem, a gap or a word to the rest of the build is remembered.
 */
export function remembered(level: Level, build: (level: Level) => Accumulated): Accumulated {
  if (!isAlone(level)) return build(level)
  const { documents, options } = level.context
  const known = memoriesOf(documents)
  const key = `${options.restriction} ${options.order} ${level.directory}`
  const before = known.get(key)
  if (before !== undefined) return leadsBack(before, level) ? build(level) : recalled(before, level)
  const record = recordOf(level)
  const gathered = build(record.level)
  if (record.isClean() && isAlone(level) && gathered.variables.size === 0) {
    const { uses, seen } = record
    known.set(key, { gathered, trail: level.trail, uses, seen, asksSchema: record.asksSchema() })
  }
  return gathered
}

/** Whether nothing above has a say in what is built here. */
function isAlone({ state }: Level): boolean {
  return !state.tracksOrigin && !state.openApi.isCustom()
}

function memoriesOf(documents: Documents): Memories {
  const known = memories.get(documents) ?? new Map<string, Memory>()
  memories.set(documents, known)
  return known
}

/** Whether a directory that was gone into is one that led here: the cycle has to be reported anew. */
function leadsBack({ uses }: Memory, { visited }: Level): boolean {
  for (const used of uses) {
    if (visited.some(directory => isWithin(directory, used))) return true
  }
  return false
}

function recalled({ gathered, trail, uses, seen, asksSchema }: Memory, level: Level): Accumulated {
  const { context, openApi } = level.state
  for (const path of uses) context.uses(path)
  for (const objects of seen) openApi.sees(objects)
  if (asksSchema) openApi.current()
  const trails = new Map<Trail | undefined, Trail | undefined>([[trail, level.trail]])
  const objects = gathered.objects.map(object => ({
    ...object,
    serial: level.state.nextSerial(),
    trail: movedTrail(object.trail, trails),
  }))
  return { ...gathered, objects }
}

/** The trail with the new way at its end; objects that came on one way go on sharing it. */
function movedTrail(
  trail: Trail | undefined,
  trails: Map<Trail | undefined, Trail | undefined>,
): Trail | undefined {
  if (trail === undefined || trails.has(trail)) return trails.get(trail)
  const moved = { at: trail.at, parent: movedTrail(trail.parent, trails) }
  trails.set(trail, moved)
  return moved
}

interface Record {
  readonly level: Level
  readonly uses: ReadonlySet<RepoPath>
  readonly seen: readonly (readonly KustomizeObject[])[]
  asksSchema(): boolean
  isClean(): boolean
}

/** The same level, with a note of all that the build says to what is around it. */
function recordOf(level: Level): Record {
  const { context, openApi } = level.state
  const uses = new Set<RepoPath>()
  const seen: (readonly KustomizeObject[])[] = []
  let isClean = true
  let asksSchema = false
  const current: typeof openApi.current = () => {
    asksSchema = true
    return openApi.current()
  }
  const noted: typeof context = {
    ...context,
    schema: current,
    report: problem => {
      isClean = false
      context.report(problem)
    },
    gap: gap => {
      isClean = false
      context.gap(gap)
    },
    uses: path => {
      uses.add(path)
      context.uses(path)
    },
  }
  const sees = (objects: readonly KustomizeObject[]): void => {
    seen.push(objects)
    openApi.sees(objects)
  }
  return {
    level: {
      ...level,
      context: levelContext(noted, level.completeness, level.trail),
      state: { ...level.state, context: noted, openApi: { ...openApi, current, sees } },
    },
    uses,
    seen,
    asksSchema: () => asksSchema,
    isClean: () => isClean && !level.completeness.isIncomplete,
  }
}
