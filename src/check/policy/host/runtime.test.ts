import { beforeAll, expect, test } from 'vitest'
import { compileUnits } from './compile.ts'
import { PolicyRuntime } from './runtime.ts'

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

test_data := data.inventory.name

test_contradictory := value

value := 1 if input[0] == 1

value := 2 if input[1] == 1
`

const INPUT = JSON.stringify(Array.from({ length: 2000 }, () => 1))

let runtime: PolicyRuntime

const evaluate = (name: string): unknown => runtime.evaluate(`bounds/test_${name}`, INPUT)

beforeAll(async () => {
  const modules = [{ file: 'bounds.rego', text: TEXT, version: 1 as const }]
  const { wasm } = await compileUnits([{ key: 'bounds', rule: 'none', modules }], { tests: true })
  runtime = new PolicyRuntime(await WebAssembly.compile(wasm ?? new Uint8Array()))
})

test.for([
  ['endless', 'It takes more steps than are allowed.'],
  ['large', 'It takes more memory than is allowed.'],
  ['calling', 'It takes more steps than are allowed.'],
] as const)('what is %s is stopped, and leaves nothing behind', ([name, message]) => {
  expect(() => evaluate(name)).toThrow(message)
  expect(evaluate('fine')).toBe(true)
})

test('the same evaluation stops at the same place every time', () => {
  expect(() => evaluate('endless')).toThrow('steps')
  expect(() => evaluate('endless')).toThrow('steps')
})

test('a contradiction says where it is', () => {
  expect(() => evaluate('contradictory')).toThrow(
    /^It stops: .*bounds\.rego:\d+:\d+: var assignment conflict\.$/,
  )
})

test('data can be set again, and stays until then', () => {
  expect(evaluate('data')).toBeUndefined()
  runtime.setData('{"inventory":{"name":"one"}}')
  expect([evaluate('data'), evaluate('fine'), evaluate('data')]).toEqual(['one', true, 'one'])
  runtime.setData('{"inventory":{"name":"two"}}')
  expect(evaluate('data')).toBe('two')
})

test('an entry point that is not there is said', () => {
  expect(() => evaluate('missing')).toThrow('There is no entry point `bounds/test_missing`.')
})
