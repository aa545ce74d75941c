import type { Severity } from '../../../model/finding.ts'
import type { RuleSummary } from '../../../model/report.ts'
import { valueInMessage, valueOnPath } from '../offending-value.ts'
import { ruleIdOf } from '../own/policy.ts'
import { fieldOf, itemsOf } from '../shape.ts'
import type { Subject } from '../subject.ts'
import { type Constraint, nameOf } from './constraint.ts'
import type { Template } from './template.ts'

/** A rule for each template; its constraints differ in severity. */
export function ruleOf(
  { resource, title, description }: Pick<Template, 'resource' | 'title' | 'description'>,
  severity: Severity,
): RuleSummary {
  const { name } = resource.id
  return {
    id: ruleIdOf(name),
    severity,
    summary: title === '' ? `What the constraint template \`${name}\` asks for holds.` : sentence(title),
    why: sentence(description === '' ? 'Gatekeeper holds every object against this template.' : description),
    fix: 'Change the object, or what the constraint matches.',
  }
}

/** Descriptions are folded by hand; the first paragraph says why. */
function sentence(text: string): string {
  const first = (text.trim().split(/\n\s*\n/)[0] ?? '').replace(/\s+/g, ' ')
  return /[.!?]$/.test(first) ? first : `${first}.`
}

/** Gatekeeper builds its response with `msg`, and one without it comes to nothing. */
function messageOf(answer: unknown): string | undefined {
  const message = fieldOf(answer, 'msg')
  return message === undefined || typeof message === 'string' ? message : JSON.stringify(message)
}

/** An answer is a violation: `msg`, and `details`, whose `path` may lead to the value. */
export function constraintSubject(
  template: Template,
  { resource, parameters }: Constraint,
  options: { readonly rule: RuleSummary; readonly inventory: boolean },
): Subject {
  const { kind, name } = resource.id
  const { file, start } = nameOf(resource)
  return {
    ...options,
    identity: `${kind} ${file.path}:${String(start)}`,
    key: template.unit.key,
    parameters,
    problemOf({ node, trail }, answer) {
      const message = messageOf(answer)
      if (message === undefined) return undefined
      const path = itemsOf(fieldOf(answer, 'details'), 'path')
      return {
        at: path.length > 0 ? valueOnPath(node, path) : valueInMessage(node, message),
        message,
        fix: `Change the object, or what the constraint \`${kind} ${name}\` asks for.`,
        trail,
      }
    },
  }
}
