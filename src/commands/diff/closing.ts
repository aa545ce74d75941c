import type { Difference, DifferenceTotals, Unseen } from '../../model/difference.ts'
import { counted, grouped, reasonText } from '../../report/closing.ts'

/** `main (0b1c2d3e4f5a)`. */
export function referenceText({ reference }: Difference): string {
  return `${reference.name} (${reference.commit.slice(0, 12)})`
}

/** What changes, in phrases that are not broken over lines. */
export function summaryPhrases({ totals, isTrusted }: Difference): readonly string[] {
  const { clusters, changedClusters, changedKustomizations, changedValues, affected } = totals
  if (clusters === 0) return ['No cluster was found on either side.']
  if (changedClusters === 0)
    return [`${isTrusted ? 'Nothing' : 'Nothing that can be compared'} changes in ${ofAll(clusters)}.`]
  const phrases = [
    `${grouped(changedClusters)} of ${counted(clusters, 'cluster')} ${changedClusters === 1 ? 'changes' : 'change'}`,
    counted(changedKustomizations, 'Kustomization'),
    ...objectPhrases(totals),
    ...(changedValues === 0 ? [] : [`${counted(changedValues, 'HelmRelease')} with other values`]),
    ...(affected === 0 ? [] : [`${grouped(affected)} affected without a change`]),
  ]
  return phrases.map(
    (phrase, index) => `${phrase}${index === phrases.length - 1 ? '.' : index === 0 ? ':' : ','}`,
  )
}

function ofAll(clusters: number): string {
  return clusters === 1 ? 'the cluster' : `any of ${grouped(clusters)} clusters`
}

const CHANGES = ['added', 'changed', 'moved', 'removed'] as const

function objectPhrases({ objects, effects }: DifferenceTotals): readonly string[] {
  const phrases = CHANGES.filter(change => objects[change] > 0).map((change, index) =>
    index === 0 ? `${counted(objects[change], 'object')} ${change}` : `${grouped(objects[change])} ${change}`,
  )
  const deleted = effects.delete === 0 ? [] : [`${grouped(effects.delete)} deleted from the cluster`]
  const risky = effects.risk === 0 ? [] : [`${grouped(effects.risk)} at risk of deletion`]
  return [...phrases, ...deleted, ...risky]
}

/** `Not compared: 3 (2 remote base, 1 encrypted).` */
export function unseenPhrase(unseen: readonly Unseen[]): string {
  if (unseen.length === 0) return 'Not compared: 0.'
  const counts = new Map<string, number>()
  for (const { reason } of unseen) counts.set(reason, (counts.get(reason) ?? 0) + 1)
  const reasons = [...counts].map(([reason, count]) => `${grouped(count)} ${reasonText(reason)}`)
  return `Not compared: ${grouped(unseen.length)} (${reasons.join(', ')}).`
}

export const UNTRUSTED: string =
  'What is broken on one side only cannot be compared: Flux would leave it as it is.'

const SIDES = { before: 'before', after: 'now', both: 'on both sides' } as const satisfies Record<
  Unseen['side'],
  string
>

export function sideText({ side }: Unseen): string {
  return SIDES[side]
}
