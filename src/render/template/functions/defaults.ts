import { CallGap, fixed, type FunctionTable, variadic } from '../function.ts'
import { goBoolean, goText, type GoValue, isTrue, NIL, typeName } from '../value.ts'
import { isSame } from '../same.ts'

/** slim-sprig's functions that choose between values, and those about their types. */
export const DEFAULTS: FunctionTable = {
  default: variadic(['any'], 'any', ([given], fallback) =>
    given !== undefined && isTrue(given) ? given : fallback,
  ),
  empty: fixed(['any'], value => goBoolean(!isTrue(value))),
  coalesce: variadic([], 'any', values => values.find(isTrue) ?? NIL),
  all: variadic([], 'any', values => goBoolean(values.every(isTrue))),
  any: variadic([], 'any', values => goBoolean(values.some(isTrue))),
  ternary: fixed(['any', 'any', 'boolean'], (yes, no, isYes) => (isYes ? yes : no)),
  deepEqual: fixed(['any', 'any'], (a, b) => goBoolean(isSame(a, b))),
  typeOf: fixed(['any'], value => goText(typeOf(value))),
  typeIs: fixed(['text', 'any'], (type, value) => goBoolean(typeOf(value) === type)),
  kindOf: fixed(['any'], value => goText(kindOf(value))),
  kindIs: fixed(['text', 'any'], (kind, value) => goBoolean(kindOf(value) === kind)),
  hello: fixed([], () => goText('Hello!')),
}

function typeOf(value: GoValue): string {
  if (value.kind === 'list' && value.at === undefined)
    throw new CallGap('the type of such a list is not evaluated')
  if (value.kind === 'list') return '[]interface {}'
  if (value.kind === 'map') return value.isOfTexts === true ? 'map[string]string' : 'map[string]interface {}'
  return value.kind === 'nil' ? '<nil>' : typeName(value)
}

function kindOf(value: GoValue): string {
  if (value.kind === 'list') return 'slice'
  return value.kind === 'nil' ? 'invalid' : typeName(value)
}
