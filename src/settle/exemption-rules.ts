import type { RuleSummary } from '../model/report.ts'

export const expired: RuleSummary = {
  id: 'exemptions/expired',
  severity: 'error',
  summary: 'No exemption is past its date.',
  why: 'An exemption was agreed to until a day; after it, nobody has said that the finding may stay.',
  fix: 'Mend what it covers and remove it, or have it approved anew with a later `expires`.',
}

export const invalid: RuleSummary = {
  id: 'exemptions/invalid',
  severity: 'error',
  summary: 'Every exemption can be read, names rules that exist, is narrow, and ends within 366 days.',
  why: 'An exemption that cannot be read covers nothing, and one that covers everything hides what nobody has seen.',
  fix: 'Correct the field; `schemas/exemption.schema.json` describes each of them.',
}

export const selfApproved: RuleSummary = {
  id: 'exemptions/self-approved',
  severity: 'error',
  summary: 'Every exemption is approved by someone who does not own it.',
  why: 'Who asks for an exemption and grants it too has asked nobody, and an audit counts it as none.',
  fix: 'Have someone else approve it and write that name in `approvedBy`.',
}

export const stale: RuleSummary = {
  id: 'exemptions/stale',
  severity: 'error',
  summary: 'Every exemption covers a finding.',
  why: 'An exemption that covers nothing today hides the next mistake of its kind before anyone sees it.',
  fix: 'Remove it, or correct its rules and scope.',
}

/** What can be wrong with the register itself, sorted by id. */
export const exemptionRules: readonly RuleSummary[] = [expired, invalid, selfApproved, stale]
