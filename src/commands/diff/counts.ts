import type { ClusterChange, DifferenceTotals, ObjectChange } from '../../model/difference.ts'
import { grouped } from '../../report/closing.ts'

export function objectCounts(objects: readonly ObjectChange[]): DifferenceTotals['objects'] {
  const counts = { added: 0, removed: 0, changed: 0, moved: 0 }
  for (const { change } of objects) counts[change]++
  return counts
}

/** A row of the overview: Kustomizations, objects by change, what is affected. */
export function countsOf({ kustomizations, affected }: ClusterChange): readonly string[] {
  const { added, changed, moved, removed } = objectCounts(kustomizations.flatMap(({ objects }) => objects))
  return [kustomizations.length, added, changed, moved, removed, affected.length].map(count =>
    count === 0 ? '–' : grouped(count),
  )
}

/** What is said of a cluster that is on one side only. */
export function fateOf({ change }: ClusterChange): string {
  return change === 'added' ? '(new cluster)' : '(the cluster is gone from the repository)'
}
