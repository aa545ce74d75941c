import { withEntries, withItems } from '../../lib/node.ts'
import { computed, type Mapping, type Node, type Scalar, type ScalarValue } from '../../model/node.ts'
import type { Context } from './context.ts'
import { type FieldSpec, updateAtFieldSpecs } from './field-specs.ts'
import type { KustomizeObject } from './object.ts'
import { changeEach, Refusal } from './transformers/refusal.ts'
import { fieldAt } from './field-path.ts'
import type { Variable, Variables } from './variables.ts'

/** Puts the values of variables where `$(NAME)` stands in one of `specs`. */
export function substituteVariables(
  objects: readonly KustomizeObject[],
  { variables, specs }: { readonly variables: Variables; readonly specs: readonly FieldSpec[] },
  context: Context,
): readonly KustomizeObject[] {
  const values = variableValues(objects, variables, context)
  if (values.size === 0) return objects
  const set = (current: Node | undefined): Node => substituted(current, values)
  return changeEach(context, objects, object => {
    const node = updateAtFieldSpecs(object.node, specs, { set })
    return node === object.node ? object : { ...object, node }
  })
}

type Values = ReadonlyMap<string, Scalar>

function variableValues(objects: readonly KustomizeObject[], variables: Variables, context: Context): Values {
  const bySerial = new Map(objects.map(object => [object.serial, object]))
  const values = new Map<string, Scalar>()
  for (const variable of variables.values()) {
    const object = variable.serial === undefined ? undefined : bySerial.get(variable.serial)
    const value = object === undefined ? undefined : fieldAt(object.node, variable.fieldPath)
    if (value === undefined) context.report(unresolved(variable, object))
    else if (value.kind === 'scalar') values.set(variable.name, value)
  }
  return values
}

function unresolved(
  { name, fieldPath, at }: Variable,
  object: KustomizeObject | undefined,
): Parameters<Context['report']>[0] {
  if (object === undefined) {
    return { code: 'patch-target', at, message: `The variable \`${name}\` means no object of this build.` }
  }
  const message = `The variable \`${name}\` means the field \`${fieldPath}\`, which its object does not have.`
  return { code: 'invalid-field', at, message }
}

function substituted(node: Node | undefined, values: Values): Node {
  switch (node?.kind) {
    case 'scalar':
      return replaced(node, values)
    case 'list':
      return withItems(
        node,
        node.items.map(item => replaced(textOnly(item), values)),
      )
    case 'map':
      return withTexts(node, values)
    case undefined:
      throw new TypeError('A variable is put where no field is.')
  }
}

function textOnly(item: Node): Scalar {
  if (item.kind === 'scalar' && typeof item.value === 'string') return item
  throw new Refusal('invalid-field', item, 'A list in which variables are replaced holds what is no text.')
}

function withTexts(map: Mapping, values: Values): Mapping {
  const entries = new Map(map.entries)
  for (const [name, { key, value }] of map.entries) {
    if (value.kind === 'scalar') entries.set(name, { key, value: replaced(value, values) })
  }
  return withEntries(map, entries)
}

const REFERENCE = /\$(?:\$|\(([^)]*)\))/g

/** `$(NAME)` becomes the value, alone with its type; `$$` becomes `$`; unknown names stay. */
function replaced(node: Scalar, values: Values): Scalar {
  if (typeof node.value !== 'string' || !node.value.includes('$')) return node
  const text = node.value
  let source: Scalar | undefined
  let whole: ScalarValue | undefined
  const result = text.replace(REFERENCE, (reference: string, name: string | undefined) => {
    if (name === undefined) return '$'
    const value = values.get(name)
    if (value === undefined) return reference
    source = value
    if (reference === text) whole = value.value
    return String(value.value)
  })
  if (source === undefined && result === text) return node
  const at = source ?? node
  const value = whole === undefined ? result : whole
  return computed(at, { what: 'variable', was: node }, value)
}
