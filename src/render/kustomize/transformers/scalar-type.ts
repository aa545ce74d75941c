import type { Scalar } from '../../../model/node.ts'

/** What go-yaml takes a scalar for; `5` and `5.0` are not the same to it. */
export type ScalarType = 'text' | 'integer' | 'float' | 'boolean' | 'null'

const WHOLE = /^[-+]?(?:0[xXbBoO][\da-fA-F_]+|[\d_]+)$/

export function scalarType({ value, text }: Scalar): ScalarType {
  switch (typeof value) {
    case 'string':
      return 'text'
    case 'boolean':
      return 'boolean'
    case 'bigint':
      return 'integer'
    case 'number':
      return WHOLE.test(text) ? 'integer' : 'float'
    default:
      return 'null'
  }
}
