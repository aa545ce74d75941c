import { readPolicyBundle, readPolicyIndex } from '../../read/policy-files.ts'
import { type Policy, readPolicy } from './own/policy.ts'
import { itemsOf, textOf } from './shape.ts'
import { COMPILER, type CompiledUnit, readUnit } from './unit.ts'

/** What is compiled beforehand and committed: our policies, and the templates of our own fleet. */
export interface BundleIndex {
  readonly policies: readonly Policy[]
  /** By the key of their text. */
  readonly templates: ReadonlyMap<string, CompiledUnit>
}

const EMPTY: BundleIndex = { policies: [], templates: new Map() }

/** A few kilobytes; the module itself is loaded by `loadBundle`, where something is asked of it. */
export function readIndex(): BundleIndex {
  const index = readPolicyIndex()
  if (index === undefined || textOf(index, 'compiler') !== COMPILER) return EMPTY
  return {
    policies: itemsOf(index, 'policies').map(readPolicy),
    templates: new Map(itemsOf(index, 'templates').map(value => [textOf(value, 'key'), readUnit(value)])),
  }
}

/** @throws Error where none is built. */
export function loadBundle(): Uint8Array {
  const bundle = readPolicyBundle()
  if (bundle === undefined) throw new Error('The package has no compiled policies.')
  return bundle.wasm
}
