import { compareText, inOrder } from '../lib/order.ts'
import type { Gap } from '../model/finding.ts'
import type { RaisedGap } from '../model/raised.ts'
import type { Place } from './place.ts'

interface Counted {
  readonly gap: RaisedGap
  count: number
}

/** Equal gaps become one that counts them. */
export function gapsOf(raised: readonly RaisedGap[], place: Place): readonly Gap[] {
  const counted = new Map<string, Counted>()
  for (const gap of raised) {
    const key = causeOf(gap)
    const same = counted.get(key) ?? { gap, count: 0 }
    same.count += gap.count ?? 1
    counted.set(key, same)
  }
  return [...counted.values()].map(one => placedGap(one, place)).sort(byReason)
}

function placedGap({ gap: { reason, message, at }, count }: Counted, place: Place): Gap {
  return { reason, message, ...(at === undefined ? {} : { location: place(at) }), count }
}

function causeOf({ reason, message, at }: RaisedGap): string {
  const origin = at === undefined ? [] : [at.file.path, at.start, at.end]
  return [reason, message, ...origin].join('\0')
}

const byReason = inOrder<Gap>(
  (a, b) => compareText(a.reason, b.reason),
  (a, b) => compareText(a.location?.file ?? '', b.location?.file ?? ''),
  (a, b) => (a.location?.line ?? 0) - (b.location?.line ?? 0),
  (a, b) => (a.location?.column ?? 0) - (b.location?.column ?? 0),
  (a, b) => compareText(a.message, b.message),
  (a, b) => (a.location?.endLine ?? 0) - (b.location?.endLine ?? 0),
  (a, b) => (a.location?.endColumn ?? 0) - (b.location?.endColumn ?? 0),
)
