import { scalarAt } from '../../../lib/node.ts'
import type { Mapping } from '../../../model/node.ts'
import type { KustomizeObject } from '../object.ts'
import { type Compiled, compileSelector, SelectorError, selectorOf, selects } from '../select.ts'
import { Refusal } from './refusal.ts'

/** @throws Refusal at the `target` where it does not parse. */
export function selectedBy(target: Mapping): (object: KustomizeObject) => boolean {
  compiledAt(target)
  const selector = selectorOf(target)
  return object => selects(selector, object)
}

/** @throws Refusal at the field of a selector that does not parse. */
export function compiledAt(target: Mapping): Compiled {
  try {
    return compileSelector(selectorOf(target))
  } catch (error) {
    if (!(error instanceof SelectorError)) throw error
    throw new Refusal('invalid-field', scalarAt(target, error.field) ?? target, error.message)
  }
}
