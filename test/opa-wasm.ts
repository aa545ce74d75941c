import opa from '@open-policy-agent/opa-wasm'
import { BUILTINS } from '../src/check/policy/builtins/index.ts'
import type { Builtin } from '../src/check/policy/builtins/builtin.ts'
import type { PolicyRuntime } from '../src/check/policy/host/runtime.ts'
import { parseValue } from '../src/check/policy/rego/parse-value.ts'
import { encodeValue } from '../src/check/policy/rego/print-value.ts'
import { isList, RegoSet, type Value } from '../src/check/policy/rego/value.ts'
import { fieldOf } from '../src/check/policy/shape.ts'

/** What both runtimes do. */
export type Runtime = Pick<PolicyRuntime, 'evaluate' | 'setData'>

/**
 * OPA's package as bare as it comes, for policies that fleetlint does not run in it. The builtins that it lacks are ours;
 * it hands them JSON, and takes JSON back.
 */
export function opaWasm(module: WebAssembly.Module): Runtime {
  const builtins = Object.fromEntries(Array.from(BUILTINS, ([name, builtin]) => [name, overJson(builtin)]))
  const policy = opa.loadPolicySync(module, { initial: 32, maximum: 4096 }, builtins)
  return {
    setData: data => {
      policy.setData(bytesOf(data))
    },
    evaluate: (entry, input = '') => {
      const results: unknown = policy.evaluate(bytesOf(input), entry)
      return Array.isArray(results) ? fieldOf(results[0], 'result') : undefined
    },
  }
}

function overJson(builtin: Builtin): (...args: readonly unknown[]) => unknown {
  return (...args) => plain(builtin(args.map(arg => parseValue(JSON.stringify(arg)))))
}

function plain(value: Value | undefined): unknown {
  if (typeof value === 'bigint') return Number(value)
  if (value === null || typeof value !== 'object') return value
  if (isList(value)) return value.map(plain)
  if (value instanceof RegoSet) return value.members.map(plain)
  return Object.fromEntries(
    value.entries.map(([key, item]) => [typeof key === 'string' ? key : encodeValue(key), plain(item)]),
  )
}

function bytesOf(text: string): ArrayBuffer {
  return new TextEncoder().encode(text).buffer
}
