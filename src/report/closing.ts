import type { Severity } from '../model/finding.ts'
import type { Totals } from '../model/report.ts'
import { wordsOf } from './wrap.ts'

/** What was checked, what was found and what was not checked, in phrases that are not broken over lines. */
export function closing(totals: Totals): readonly string[] {
  return [...verdict(totals), ...looked(totals), ...unchecked(totals), ...untrusted(totals)]
}

/** `3 warnings`, `1 error`. */
export function counted(count: number, one: string, many: string = `${one}s`): string {
  return `${grouped(count)} ${count === 1 ? one : many}`
}

/** How a reason reads: `no schema`. */
export function reasonText(reason: string): string {
  return reason.replaceAll('-', ' ')
}

export function gapCount({ gaps }: Pick<Totals, 'gaps'>): number {
  let count = 0
  for (const some of Object.values(gaps)) count += some
  return count
}

const SEVERITIES = ['error', 'warning', 'info'] as const satisfies readonly Severity[]

function verdict(totals: Totals): readonly string[] {
  const found = SEVERITIES.filter(severity => totals.findings[severity] > 0)
  const counts = found.map(severity => counted(totals.findings[severity], severity))
  if (totals.files === 0 && counts.length === 0) return wordsOf('Nothing was checked: there is no YAML file.')
  const findings = counts.length === 0 ? ['No findings'] : listed(counts)
  return [...withoutCluster(totals), ...findings, 'in', ...listed(subjects(totals), '.')]
}

function subjects(totals: Totals): readonly string[] {
  return [
    counted(totals.files, 'file'),
    counted(totals.documents, 'document'),
    counted(totals.objects, 'object'),
    counted(totals.kustomizations, 'Kustomization'),
    counted(totals.helmReleases, 'HelmRelease'),
    counted(totals.clusters, 'cluster'),
  ]
}

/** How far the checks came, and what they found that is not told as a finding. */
function looked(totals: Totals): readonly string[] {
  const { validated, releases, pins, policies, exempted, ignored } = totals
  const phrases = [
    ...done(validated, totals.objects, count => `${counted(count, 'object')} validated`),
    ...done(releases, totals.helmReleases, count => `${counted(count, 'release')} checked`),
    ...done(pins, totals.clusters, count => `${counted(count, 'pin')} compared`),
    ...done(policies, totals.objects, count => `${counted(count, 'policy', 'policies')} run`),
    ...done(exempted, 0, count => `${counted(count, 'finding')} exempted`),
    ...done(ignored, 0, count => `${counted(count, 'finding')} ignored`),
  ]
  return listed(phrases, '.')
}

/** Skipped must not look like passed: nothing done is said where there was something to do it with. */
function done(
  count: number | undefined,
  subjects: number,
  phrase: (count: number) => string,
): readonly string[] {
  return count === undefined || (count === 0 && subjects === 0) ? [] : [phrase(count)]
}

/** Skipped must not look like passed. */
function withoutCluster({ objects, clusters }: Totals): readonly string[] {
  if (clusters > 0) return []
  return wordsOf(
    objects === 0
      ? 'Nothing was rendered: there is no cluster and no kustomization directory.'
      : 'No cluster was found: each kustomization directory was checked by itself.',
  )
}

function unchecked({ gaps }: Totals): readonly string[] {
  const count = gapCount({ gaps })
  if (count === 0) return ['Not checked: 0.']
  const reasons = Object.entries(gaps).map(([reason, some]) => `${grouped(some)} ${reasonText(reason)}`)
  const [first = '', ...rest] = listed(reasons, ').')
  return [`Not checked: ${grouped(count)} (${first}`, ...rest]
}

function untrusted({ failures }: Totals): readonly string[] {
  return failures === 0 ? [] : [`This run cannot be trusted: ${counted(failures, 'failure')}.`]
}

/** Each phrase but the last gets a comma. */
function listed(phrases: readonly string[], end = ''): readonly string[] {
  return phrases.map((phrase, index) => `${phrase}${index === phrases.length - 1 ? end : ','}`)
}

/** `1 380`. */
export function grouped(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ' ')
}
