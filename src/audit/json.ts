import { jsonText } from '../report/json-text.ts'
import { type Register, type Row, stateCounts } from './register.ts'

/** The register for programs; `version` is that of this shape. */
export function registerJson({ asOf, rows, besides }: Register): string {
  return jsonText({ version: 1, asOf, totals: stateCounts(rows), exemptions: rows.map(publicRow), besides })
}

function publicRow(row: Row): object {
  const { id, state, file, line, rules, scope, category, reason } = row
  const { owner, approvedBy, ticket, created, expires } = row
  const hides = row.hides.map(({ rule, severity, message, location, builds, fingerprint }) => ({
    rule,
    severity,
    message,
    file: location.file,
    line: location.line,
    builds,
    fingerprint,
  }))
  const { cluster, kustomization, object, path, message } = scope
  return {
    id,
    state,
    file,
    line,
    rules,
    scope: { cluster, kustomization, object, path, message },
    category,
    reason,
    owner,
    approvedBy,
    ticket,
    created,
    expires,
    hides,
  }
}
