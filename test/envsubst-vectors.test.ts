import { readFileSync } from 'node:fs'
import { expect } from 'vitest'
import { substitute } from '../src/render/flux/envsubst/substitute.ts'
import { suiteTest } from './shared.ts'

interface Vector {
  readonly input: string
  /** `V` names the variables that most vectors share. */
  readonly vars: 'V' | Readonly<Record<string, string>>
  readonly strict: boolean
  readonly output?: string
  readonly error?: string
  readonly panic?: string
}

interface Vectors {
  readonly V: Readonly<Record<string, string>>
  readonly cases: readonly Vector[]
}

const COUNT = 164

const suite = {
  name: 'substitution equals the vectors that the real engine gave',
  path: 'vectors/envsubst.json',
  count: COUNT,
}

suiteTest(suite, path => {
  const { V, cases } = JSON.parse(readFileSync(path, 'utf8')) as Vectors
  const wrong = cases.flatMap(vector => {
    const variables = new Map(Object.entries(vector.vars === 'V' ? V : vector.vars))
    const { text, error } = substitute(vector.input, variables, { strict: vector.strict })
    const expected =
      vector.output ?? `! ${vector.error ?? vector.panic?.replace('runtime error: ', '') ?? ''}`
    const actual = error === undefined ? text : `! ${error.message}`
    return actual === expected ? [] : [{ input: vector.input, expected, actual }]
  })
  expect(wrong).toEqual([])
  expect(cases.length - wrong.length).toBeGreaterThanOrEqual(COUNT)
})
