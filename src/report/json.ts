import type { ExemptionMark, Finding, Gap, ViaStep } from '../model/finding.ts'
import type { Location } from '../model/location.ts'
import type { Report } from '../model/report.ts'
import type { Reporter } from '../model/reporter.ts'
import { jsonText } from './json-text.ts'

/** The shape that `schemas/report.schema.json` has; other programs rely on it. */
export const json: Reporter = {
  id: 'json',
  summary: 'The whole report for programs; schema in schemas/report.schema.json.',
  render: report => jsonText(publicReport(report)),
}

function publicReport({ version, totals, clusters, findings, gaps, failures }: Report): object {
  return {
    version,
    totals,
    clusters: clusters.map(({ name, path, kustomizations, helmReleases, objects }) => ({
      name,
      path,
      kustomizations,
      helmReleases,
      objects,
    })),
    findings: findings.map(publicFinding),
    gaps: gaps.map(publicGap),
    failures: failures.map(({ stage, message }) => ({ stage, message })),
  }
}

/** What is undefined is left out by `JSON.stringify`. */
function publicFinding(finding: Finding): object {
  const { rule, severity, message, fix, location, via, builds, fingerprint, exemption } = finding
  return {
    rule,
    severity,
    message,
    fix,
    location: publicLocation(location),
    via: via.map(publicStep),
    builds,
    fingerprint,
    exemption: exemption && publicExemption(exemption),
  }
}

function publicGap({ reason, message, location, count }: Gap): object {
  return { reason, message, location: location && publicLocation(location), count }
}

function publicStep({ label, location }: ViaStep): object {
  return { label, location: location && publicLocation(location) }
}

function publicExemption({ name, reason, expires, state, location }: ExemptionMark): object {
  return { name, reason, expires, state, location: publicLocation(location) }
}

function publicLocation({ file, document, line, column, endLine, endColumn, pointer }: Location): object {
  return { file, document, line, column, endLine, endColumn, pointer }
}
