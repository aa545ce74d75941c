import { beforeAll, describe, expect, test } from 'vitest'
import { compileUnits } from '../compile.ts'
import type { PolicyRuntime } from './runtime.ts'
import { type Author, runtimeFor } from './runtime-for.ts'

const TEXT = `package bounds

import rego.v1

test_fine if count(input) == 2000

test_endless if {
	some a in input
	some b in input
	some c in input
	some d in input
	a == b
	b == c
	c != d
	a == d
}

test_large if {
	some from in numbers.range(1, 500)
	count(numbers.range(from, 100000)) == 0
}

test_calling if {
	some a in input
	some b in input
	sprintf("%d%d", [a, b]) == ""
}

test_silent if print("said")

test_unit := units.parse("1K")

test_data := data.inventory.name

test_contradictory := value

value := 1 if input[0] == 1

value := 2 if input[1] == 1
`

const INPUT = JSON.stringify(Array.from({ length: 2000 }, () => 1))

let module: WebAssembly.Module

beforeAll(async () => {
  const modules = [{ file: 'bounds.rego', text: TEXT, version: 1 as const }]
  const { wasm } = await compileUnits([{ key: 'bounds', rule: 'none', modules }], { tests: true })
  module = await WebAssembly.compile(wasm ?? new Uint8Array())
})

describe.for(['ours', 'fleet'] as const satisfies readonly Author[])('the host of what is %s', author => {
  let runtime: PolicyRuntime
  const evaluate = (name: string): unknown => runtime.evaluate(`bounds/test_${name}`, INPUT)

  beforeAll(async () => {
    runtime = await runtimeFor(author, module)
  })

  test.for([
    ['endless', 'It takes more steps than are allowed.'],
    ['large', 'It takes more memory than is allowed.'],
  ] as const)('stops what is %s, and nothing is left behind', ([name, message]) => {
    expect(() => evaluate(name)).toThrow(message)
    expect(evaluate('fine')).toBe(true)
  })

  test('stops the same evaluation every time', () => {
    expect(() => evaluate('endless')).toThrow('steps')
    expect(() => evaluate('endless')).toThrow('steps')
  })

  test('says where a contradiction is', () => {
    expect(() => evaluate('contradictory')).toThrow(
      /^It stops: .*bounds\.rego:\d+:\d+: var assignment conflict\.$/,
    )
  })

  test('takes data again, and keeps it until then', () => {
    expect(evaluate('data')).toBeUndefined()
    runtime.setData('{"inventory":{"name":"one"}}')
    expect([evaluate('data'), evaluate('fine'), evaluate('data')]).toEqual(['one', true, 'one'])
    expect(() => evaluate('contradictory')).toThrow('conflict')
    expect(evaluate('data')).toBe('one')
    runtime.setData('{"inventory":{"name":"two"}}')
    expect(evaluate('data')).toBe('two')
  })

  test('says of data that is too large what is too much', () => {
    const text = '{"inventory":{"name":"one"}}'
    runtime.setData(`{"inventory":[${'{},'.repeat(3_000_000)}0]}`)
    expect(() => evaluate('fine')).toThrow('It takes more memory than is allowed.')
    runtime.setData(text)
    expect(evaluate('data')).toBe('one')
  })

  test('says that an entry point is not there', () => {
    expect(() => evaluate('missing')).toThrow('There is no entry point `bounds/test_missing`.')
  })
})

test('what a builtin of ours does takes steps too', async () => {
  const runtime = await runtimeFor('fleet', module)
  expect(() => runtime.evaluate('bounds/test_calling', INPUT)).toThrow(
    'It takes more steps than are allowed.',
  )
  expect(runtime.evaluate('bounds/test_fine', INPUT)).toBe(true)
})

test('nothing that is compiled can print: it asks no host for it', () => {
  const none = (): number => 0
  const names = ['opa_abort', 'opa_builtin0', 'opa_builtin1', 'opa_builtin2', 'opa_builtin3', 'opa_builtin4']
  const memory = new WebAssembly.Memory({ initial: 32, maximum: 32 })
  const env = { memory, ...Object.fromEntries(names.map(name => [name, none])) }
  const { exports } = new WebAssembly.Instance(module, { env })
  expect(exports).toHaveProperty('opa_eval')
})

test('for what is ours, every builtin that is left to the host is missing', async () => {
  const [ours, fleet] = [await runtimeFor('ours', module), await runtimeFor('fleet', module)]
  expect([[...ours.missingBuiltins()].sort(), fleet.missingBuiltins()]).toEqual([
    ['sprintf', 'units.parse'],
    [],
  ])
})
