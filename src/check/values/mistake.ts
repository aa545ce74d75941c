import type { Origin } from '../../model/location.ts'
import type { Wording } from '../wording.ts'
import type { ValuesRuleId } from './rules.ts'

/** A value that is wrong, at the place that wrote it. */
export interface Mistake extends Wording {
  readonly rule: ValuesRuleId
  readonly at: Origin
}
