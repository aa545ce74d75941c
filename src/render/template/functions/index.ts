import type { FunctionTable } from '../function.ts'
import { BUILTINS } from './builtins.ts'
import { DEFAULTS } from './defaults.ts'
import { DOCUMENTS } from './documents.ts'
import { LISTS } from './lists.ts'
import { MAPS } from './maps.ts'
import { NUMBERS } from './numbers.ts'
import { TEXTS } from './texts.ts'

/** What the Flux Operator's templates can call: Go's own functions, those of slim-sprig over them, and two more. */
export const FUNCTIONS: FunctionTable = {
  ...BUILTINS,
  ...DEFAULTS,
  ...DOCUMENTS,
  ...LISTS,
  ...MAPS,
  ...NUMBERS,
  ...TEXTS,
}
