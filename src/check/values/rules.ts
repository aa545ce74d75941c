import type { RuleSummary } from '../../model/report.ts'

export type ValuesRuleId =
  | 'values/doubtful-key'
  | 'values/missing-key'
  | 'values/not-allowed'
  | 'values/split-text'
  | 'values/unknown-key'
  | 'values/unreadable'
  | 'values/wrong-type'

export interface ValuesRule extends RuleSummary {
  readonly id: ValuesRuleId
}

/** What is wrong with the values of a HelmRelease; sorted by id. */
export const valueRules: readonly ValuesRule[] = [
  {
    id: 'values/doubtful-key',
    severity: 'warning',
    summary: 'No value looks like a misspelt or misplaced one of the chart.',
    why: 'Helm ignores a value that no template reads: what was meant to be set keeps its default, and nothing says so.',
    fix: 'Correct the name of the value, or move it to where the chart has it.',
  },
  {
    id: 'values/missing-key',
    severity: 'error',
    summary: 'Every key that `valuesFrom` names is in its ConfigMap or Secret.',
    why: 'Without the key Flux neither installs nor upgrades the release.',
    fix: 'Correct `valuesKey`, or add the key. Without `valuesKey` it is `values.yaml`, also beside a `targetPath`.',
  },
  {
    id: 'values/not-allowed',
    severity: 'error',
    summary: 'A value with a fixed range or list of choices is one of them.',
    why: 'Helm refuses the values before it renders anything, and the release stays as it was.',
    fix: 'Use one of the values that the chart allows.',
  },
  {
    id: 'values/split-text',
    severity: 'warning',
    summary: 'A text that `targetPath` sets is one value.',
    why: 'Flux reads it as `helm --set` does: behind a comma the next assignment begins, so the value is cut and others are set.',
    fix: 'Write `\\,` for a comma, put the text into the map of a `values.yaml`, or set `literal: true` since Flux 2.9.',
  },
  {
    id: 'values/unknown-key',
    severity: 'error',
    summary: 'Every value is one that the chart knows.',
    why: 'Helm ignores a value that no template reads: what was meant to be set keeps its default, and nothing says so. Where the chart has a schema of its own Helm refuses the release.',
    fix: 'Correct the name of the value, move it to where the chart has it, or remove it.',
  },
  {
    id: 'values/unreadable',
    severity: 'error',
    summary: 'What `valuesFrom` gives is a YAML map, or can be set at its `targetPath`.',
    why: 'Flux refuses all values of the release, and the release stays as it was.',
    fix: 'Correct the text, or give a single value a `targetPath` that leads to it.',
  },
  {
    id: 'values/wrong-type',
    severity: 'error',
    summary: 'Every value has the type that the chart takes.',
    why: 'Helm refuses it, or its templates print something else than what was meant.',
    fix: 'Write the value in the type that the chart takes.',
  },
]
