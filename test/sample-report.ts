import type { Finding } from '../src/model/finding.ts'
import { type Location, pointer, repoPath } from '../src/model/location.ts'
import type { Report } from '../src/model/report.ts'
import type { Style } from '../src/model/reporter.ts'

/** How tests show reports where nothing else is said. */
export const PLAIN: Style = { color: false, width: 100 }

export function location(file: string, line: number, rest: Partial<Location> = {}): Location {
  const { column = 1 } = rest
  return {
    file: repoPath(file),
    document: 0,
    pointer: pointer('/spec'),
    line,
    column,
    endLine: line,
    endColumn: column,
    ...rest,
  }
}

const FIRST: Finding = {
  rule: 'flux/dangling-source',
  severity: 'error',
  message: '`GitRepository flux-system/shop` is not defined in this repository.',
  fix: 'Add the source, or correct the kind, name or namespace of the reference.',
  location: location('clusters/prod/shop.yaml', 14, {
    column: 11,
    endColumn: 15,
    pointer: pointer('/spec/sourceRef/name'),
  }),
  via: [
    { label: 'clusters/prod › Kustomization flux-system/flux-system' },
    {
      label: 'clusters/prod › Kustomization flux-system/apps',
      location: location('clusters/prod/apps.yaml', 1),
    },
    { label: 'apps/prod/kustomization.yaml', location: location('apps/prod/kustomization.yaml', 4) },
  ],
  builds: ['clusters/prod › Kustomization flux-system/apps'],
  fingerprint: '00112233445566aa',
  excerpt: { firstLine: 12, lines: ['  sourceRef:', '    kind: GitRepository', '    name: shop'] },
}

const EXEMPTED: Finding = {
  ...FIRST,
  message: '`GitRepository flux-system/old` is not defined in this repository.',
  fingerprint: '00112233445566bb',
  exemption: {
    name: 'old-shop',
    reason: 'It is removed in May.',
    expires: '2026-05-31',
    state: 'active',
    location: location('exemptions/old-shop.yaml', 3),
  },
}

const HOSTILE_TEXT =
  'a\r\n::error::b %0A \u001b[31mred\u009b \u202e<script>alert("1")</script> ##[group] 🚀 日本'

const HOSTILE: Finding = {
  ...FIRST,
  rule: 'yaml/syntax',
  severity: 'warning',
  message: `The text \`${HOSTILE_TEXT}\` is odd [here](0).`,
  fix: `Remove \`${HOSTILE_TEXT}\`.`,
  location: location('::warning file=x,line=1::\n\u001b]0;x\u0007 a,b:%.yaml', 2, {
    column: 8,
    endColumn: 12,
  }),
  via: [{ label: HOSTILE_TEXT, location: location(`${HOSTILE_TEXT}.yaml`, 1) }],
  builds: [HOSTILE_TEXT],
  fingerprint: '00112233445566cc',
  excerpt: { firstLine: 1, lines: ['a:\t\u001b[2J', 'b: 日本🚀\tX\u0007YZ # ##[group]'] },
}

const MANY: Finding = {
  ...FIRST,
  rule: 'kustomize/orphan-manifest',
  severity: 'info',
  message: 'No kustomization lists this file.',
  fix: 'List it under `resources`, or remove it.',
  location: location('infrastructure/base/notes.yaml', 3, { endLine: 5, endColumn: 4 }),
  via: [],
  builds: ['a', 'b', 'c', 'd', 'e'].map(
    name => `clusters/${name} › Kustomization flux-system/infrastructure`,
  ),
  fingerprint: '00112233445566dd',
  excerpt: { firstLine: 2, lines: ['data: |', 'one', 'two', 'three'] },
}

/** Made by hand: every severity, an exemption, gaps, failures, and text that is out to do harm. */
export const SAMPLE: Report = {
  version: 1,
  tool: { name: 'fleetlint', version: '1.2.3' },
  totals: {
    files: 214,
    documents: 391,
    objects: 1380,
    kustomizations: 31,
    helmReleases: 12,
    clusters: 1,
    validated: 1375,
    releases: 12,
    pins: 4,
    policies: 3,
    findings: { error: 1, warning: 1, info: 1 },
    exempted: 1,
    ignored: 2,
    gaps: { encrypted: 1, 'no-schema': 5 },
    failures: 1,
  },
  clusters: [{ name: 'prod', path: 'clusters/prod', kustomizations: 31, helmReleases: 12, objects: 1380 }],
  findings: [HOSTILE, FIRST, EXEMPTED, MANY],
  gaps: [
    {
      reason: 'encrypted',
      message: 'The Secret `apps/db` is encrypted with SOPS.',
      location: location('apps/base/secret.yaml', 5, { column: 3, endColumn: 9 }),
      count: 1,
    },
    { reason: 'no-schema', message: 'There is no schema for `example.com/v1 Widget`.', count: 5 },
  ],
  failures: [{ stage: 'flux/unused-source', message: `The rule crashed: ${HOSTILE_TEXT}` }],
  rules: [
    {
      id: 'flux/dangling-source',
      severity: 'error',
      summary: 'Every sourceRef names a source that exists.',
      why: 'Flux never reconciles an object whose source is missing, and says so only in the cluster.',
      fix: 'Add the source, or correct the kind, name or namespace of the reference.',
    },
    {
      id: 'kustomize/orphan-manifest',
      severity: 'info',
      summary: 'Every manifest is listed.',
      why: 'What nothing lists is never applied.',
      fix: 'List it under `resources`, or remove it.',
    },
    {
      id: 'yaml/syntax',
      severity: 'warning',
      summary: 'Every file is YAML.',
      why: 'Flux stops at a file that it cannot read.',
      fix: 'Correct the text.',
    },
  ],
}

/** A run over the same repository that found nothing. */
export const CLEAN: Report = {
  ...SAMPLE,
  totals: {
    ...SAMPLE.totals,
    findings: { error: 0, warning: 0, info: 0 },
    exempted: 0,
    ignored: 0,
    gaps: {},
    failures: 0,
  },
  findings: [],
  gaps: [],
  failures: [],
}

/** A run that had nothing to look at. */
export const EMPTY: Report = {
  ...CLEAN,
  totals: {
    ...CLEAN.totals,
    files: 0,
    documents: 0,
    objects: 0,
    kustomizations: 0,
    helmReleases: 0,
    clusters: 0,
    validated: 0,
    releases: 0,
    pins: 0,
    policies: 0,
  },
  clusters: [],
}

/** The sample's plain error, as often as asked, each on its own line. */
export function manyErrors(count: number): Report {
  const findings = Array.from({ length: count }, (_, index) => ({
    ...FIRST,
    location: location(FIRST.location.file, index + 1),
  }))
  return {
    ...CLEAN,
    totals: { ...CLEAN.totals, findings: { error: count, warning: 0, info: 0 } },
    findings,
  }
}
