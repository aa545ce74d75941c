import type { PageRule } from '../check/rules/page.ts'
import { rules } from '../check/rules/index.ts'
import { schemaRules } from '../check/schema/rules.ts'
import { valueRules } from '../check/values/rules.ts'
import { versionRules } from '../check/versions/index.ts'
import { compareText } from '../lib/order.ts'
import { exemptionRules } from '../settle/exemption-rules.ts'

/** The rules of every room, sorted by id: what `explain` knows, what a configuration may name. */
export const allRules: readonly PageRule[] = [
  ...rules,
  ...schemaRules,
  ...valueRules,
  ...versionRules,
  ...exemptionRules,
].sort((a, b) => compareText(a.id, b.id))
