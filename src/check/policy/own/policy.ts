import type { RuleId, Severity } from '../../../model/finding.ts'
import type { RuleSummary } from '../../../model/report.ts'
import { fieldOf, textOf, textsOf } from '../shape.ts'
import type { CompiledPackage } from '../unit.ts'

/** A policy of ours: `policies/<area>/<name>.rego`, described by its METADATA. */
export interface Policy {
  readonly rule: RuleSummary
  /** `apps/Deployment`, `/Pod`: what it is asked about. */
  readonly kinds: readonly string[]
  /** By which the bundle is asked for it. */
  readonly key: string
  readonly file: string
  /** Whether it reads `data.inventory`. */
  readonly inventory: boolean
}

const SEVERITIES = ['error', 'warning', 'info'] as const satisfies readonly Severity[]

/** What METADATA says of a package; a list of what it does not say, where that is needed. */
export function policyOf(compiled: CompiledPackage, text: string): Policy | readonly string[] {
  const { annotations, key, file } = compiled
  const custom = fieldOf(annotations, 'custom')
  const id = textOf(custom, 'id')
  const severity = SEVERITIES.find(known => known === textOf(custom, 'severity'))
  const summary = textOf(annotations, 'title')
  const why = textOf(annotations, 'description')
  const fix = textOf(custom, 'fix')
  const kinds = textsOf(custom, 'kinds')
  const facts = {
    title: summary,
    description: why,
    'custom.id': id,
    'custom.fix': fix,
    'custom.kinds': kinds,
  }
  const missing = Object.entries(facts).flatMap(([name, value]) => (value.length === 0 ? [name] : []))
  if (severity === undefined || missing.length > 0) {
    return severity === undefined ? [...missing, 'custom.severity'] : missing
  }
  const rule = { id: ruleIdOf(id), severity, summary, why, fix }
  return { rule, kinds, key, file, inventory: /\bdata\.inventory\b/.test(text) }
}

/** Reads a policy from the index of the bundle. */
export function readPolicy(value: unknown): Policy {
  const rule = fieldOf(value, 'rule')
  return {
    rule: {
      id: ruleIdOf(textOf(rule, 'id').replace(/^policy\//, '')),
      severity: SEVERITIES.find(known => known === textOf(rule, 'severity')) ?? 'error',
      summary: textOf(rule, 'summary'),
      why: textOf(rule, 'why'),
      fix: textOf(rule, 'fix'),
    },
    kinds: textsOf(value, 'kinds'),
    key: textOf(value, 'key'),
    file: textOf(value, 'file'),
    inventory: fieldOf(value, 'inventory') === true,
  }
}

export function ruleIdOf(name: string): RuleId {
  return `policy/${name}`
}
