import type { Value } from '../rego/value.ts'

/** A builtin that OPA's WebAssembly leaves to its host. Undefined where it refuses its arguments, as in OPA. */
export type Builtin = (args: readonly Value[]) => Value | undefined

export type Builtins = readonly (readonly [name: string, builtin: Builtin])[]

/** A text that no policy needs longer; what would be longer is refused. */
export const LONGEST_TEXT = 1_000_000

export function isInteger(value: Value | undefined): value is number | bigint {
  return typeof value === 'bigint' || (typeof value === 'number' && Number.isInteger(value))
}

/** The characters of a text as Go counts them: code points. */
export function charactersOf(text: string): readonly string[] {
  return Array.from(text)
}

/** Every item as text; undefined where one is not. */
export function textsOf(items: readonly Value[]): readonly string[] | undefined {
  return items.every(item => typeof item === 'string') ? items : undefined
}
