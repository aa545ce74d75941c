// What schemas that are written by hand are made of.

export const ANY = true
export const FLAG = { type: 'boolean' }
export const LIST = { type: 'array' }
export const MAP = { type: 'object' }
export const NUMBER = { type: 'integer' }
export const TEXT = { type: 'string' }
export const TEXTS = listOf(TEXT)
export const NUMBER_OR_TEXT = { type: ['integer', 'string'] }

export function oneOf(...values) {
  return { type: 'string', enum: values }
}

export function listOf(items) {
  return { type: 'array', items }
}

/** A map that takes these keys and no others. */
export function closed(properties) {
  return { type: 'object', properties, additionalProperties: false }
}

/** A map that takes other keys too. */
export function open(properties) {
  return { type: 'object', properties }
}

/** A map whose keys are names that the user gives. */
export function mapOf(value) {
  return { type: 'object', additionalProperties: value }
}

/** A map of which `then` tells where the key is in it, and `other` where it is not. */
export function having(key, then, other) {
  return { type: 'object', if: { required: [key] }, then, else: other }
}

/** A map of which the case of its `type` tells; without a type it is the `usual` one. */
export function byType(cases, { usual, other }) {
  return Object.entries(cases).reduceRight(
    (rest, [type, then]) => ({
      type: 'object',
      if: { properties: { type: { const: type } }, ...(type === usual ? {} : { required: ['type'] }) },
      then,
      else: rest,
    }),
    other,
  )
}
