import { compareText, inOrder } from '../../lib/order.ts'
import { groupBy } from '../../lib/group-by.ts'
import type { Build } from '../../model/build.ts'
import type { Unseen } from '../../model/difference.ts'
import type { Origin } from '../../model/location.ts'
import { obstacles } from './broken-builds.ts'
import type { BuildPair } from './pair-builds.ts'
import { linePlace } from './placed-text.ts'

/** One thing that could not be looked at, in one build. */
export interface UnseenPart extends Pick<Unseen, 'reason' | 'side' | 'message'> {
  readonly at: Origin
  /** Name of the build. */
  readonly build: string
}

type Remark = Omit<UnseenPart, 'side' | 'build'>

/** What is missing on either side of a cluster: gaps, and what Flux could not build. */
export function* unseenIn(pairs: readonly BuildPair[]): Generator<UnseenPart> {
  for (const { before, after } of pairs) {
    const build = (after ?? before)?.name ?? ''
    yield* bothSides([...remarksOn(before)], [...remarksOn(after)], build)
  }
}

/** What is said of both sides is said once. */
export function* bothSides(
  before: readonly Remark[],
  after: readonly Remark[],
  build: string,
): Generator<UnseenPart> {
  const [old, now] = [before, after].map(remarks => new Set(remarks.map(keyOf)))
  for (const remark of after)
    yield { ...remark, side: old?.has(keyOf(remark)) === true ? 'both' : 'after', build }
  for (const remark of before)
    if (now?.has(keyOf(remark)) !== true) yield { ...remark, side: 'before', build }
}

function keyOf({ reason, message }: Remark): string {
  return `${reason} ${message}`
}

function* remarksOn(build: Build | undefined): Generator<Remark> {
  for (const { reason, message, at } of build?.gaps ?? []) yield { reason, message, at }
  for (const { message, at } of obstacles(build)) yield { reason: 'broken', message, at }
}

const byReason = inOrder<Unseen>(
  (a, b) => (a.reason === 'broken' ? 0 : 1) - (b.reason === 'broken' ? 0 : 1),
  (a, b) => compareText(a.reason, b.reason),
  (a, b) => compareText(a.at.file, b.at.file),
  (a, b) => a.at.line - b.at.line,
  (a, b) => compareText(a.message, b.message),
  (a, b) => compareText(a.side, b.side),
)

/** One entry for what is the same in many builds. */
export function joined(parts: readonly UnseenPart[]): readonly Unseen[] {
  const groups = groupBy(parts, part => {
    const { file, start } = part.at
    return [part.side, keyOf(part), file.path, String(start)].join('\0')
  })
  const found = [...groups.values()].flatMap(([first, ...others]) => {
    if (first === undefined) return []
    const { reason, side, message, at } = first
    const builds = [...new Set([first, ...others].map(({ build }) => build))].sort()
    return [{ reason, side, message, at: linePlace(at) ?? { file: at.file.path, line: 1 }, builds }]
  })
  return found.sort(byReason)
}
