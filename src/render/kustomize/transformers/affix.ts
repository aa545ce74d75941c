import type { Scalar } from '../../../model/node.ts'
import type { Context } from '../context.ts'
import { type FieldSpec, specSelects, updateAtFieldSpec } from '../field-specs.ts'
import { originalId, withFormerId } from '../identity.ts'
import type { KustomizeObject, Transformer } from '../object.ts'
import { changeEach, Refusal } from './refusal.ts'
import { rewritten } from './texts.ts'

export interface PrefixOptions {
  readonly prefix: Scalar
  readonly fieldSpecs: readonly FieldSpec[]
}

export interface SuffixOptions {
  readonly suffix: Scalar
  readonly fieldSpecs: readonly FieldSpec[]
}

/** Puts a text in front of names. */
export function prefixTransformer({ prefix, fieldSpecs }: PrefixOptions, context: Context): Transformer {
  const affix: Affix = {
    text: prefix,
    what: 'namePrefix',
    join: name => prefix.text + name,
    note: object => ({ ...object, prefixes: [...object.prefixes, prefix.text] }),
  }
  return objects => changeEach(context, objects, object => renamed(object, affix, fieldSpecs))
}

/** Puts a text behind names. */
export function suffixTransformer({ suffix, fieldSpecs }: SuffixOptions, context: Context): Transformer {
  const affix: Affix = {
    text: suffix,
    what: 'nameSuffix',
    join: name => name + suffix.text,
    note: object => ({ ...object, suffixes: [...object.suffixes, suffix.text] }),
  }
  return objects => changeEach(context, objects, object => renamed(object, affix, fieldSpecs))
}

interface Affix {
  readonly text: Scalar
  readonly what: string
  readonly join: (name: string) => string
  /** Remembers the affix, by which name references later tell objects apart. */
  readonly note: (object: KustomizeObject) => KustomizeObject
}

/** Kinds whose names mean something outside the object. */
const NEVER_RENAMED = [
  { kind: 'CustomResourceDefinition' },
  { group: 'apiregistration.k8s.io', kind: 'APIService' },
  { kind: 'Namespace' },
]

function renamed(object: KustomizeObject, affix: Affix, specs: readonly FieldSpec[]): KustomizeObject {
  const id = originalId(object)
  if (NEVER_RENAMED.some(spec => specSelects(spec, id))) return object
  let current = object
  for (const spec of specs) {
    if (!specSelects(spec, id)) continue
    if (spec.path === 'metadata/name' && affix.text.text !== '') current = withFormerId(affix.note(current))
    current = { ...current, node: withAffix(current, affix, spec) }
  }
  return current
}

function withAffix({ node }: KustomizeObject, { text, what, join }: Affix, spec: FieldSpec): typeof node {
  if (text.text === '') return node
  return updateAtFieldSpec(node, spec, {
    make: 'scalar',
    set: current => {
      if (current !== undefined && current.kind !== 'scalar') {
        throw new Refusal('invalid-field', text, `A field spec of \`${what}\` leads to a map or a list.`)
      }
      return rewritten(current, join(current?.text ?? ''), { at: text, what })
    },
  })
}
