import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { repoPath } from '../../model/location.ts'
import { parseYaml } from '../../read/yaml/parse.ts'
import { Budget } from './budget.ts'
import { readTemplate, runTemplate } from './evaluate.ts'
import type { Rendered } from './output.ts'
import { type FunctionTable, fixed } from './function.ts'
import { FUNCTIONS } from './functions/index.ts'
import { TemplateError, TemplateGap } from './template-error.ts'
import { fromNode, type GoValue } from './value.ts'

interface Vectors {
  readonly inputs: unknown
  readonly vectors: readonly {
    readonly template: string
    readonly output?: string
    readonly fails?: true
  }[]
}

const file = new URL('../../../fixtures/template/vectors.json', import.meta.url)
const { inputs, vectors } = JSON.parse(readFileSync(file, 'utf8')) as Vectors

/** What Go evaluates and we do not. */
const GAPS: ReadonlySet<string> = new Set([
  '<< define "r" >><< template "r" . >><< end >><< template "r" 1 >>',
  '<< unknownFn 1 >>',
  '<< trunc 2 "héé" >>',
])

function valueOf(text: string): GoValue {
  const root = parseYaml({ path: repoPath('inputs.yaml'), text }, 'sigs').documents[0]?.root
  if (root === undefined) throw new Error('the inputs cannot be read')
  return fromNode(root)
}

function run(template: string, text: string): Rendered {
  const functions: FunctionTable = { ...FUNCTIONS, inputs: fixed([], () => valueOf(text)) }
  return runTemplate(readTemplate(template, functions), functions, new Budget())
}

function outcomeOf(template: string): object {
  try {
    return { output: run(template, JSON.stringify(inputs)).text }
  } catch (error) {
    if (error instanceof TemplateGap) return { isGap: true }
    if (error instanceof TemplateError) return { fails: true }
    throw error
  }
}

describe('a template gives what Go gives', () => {
  test.each(vectors)('$template', ({ template, ...expected }) => {
    expect(outcomeOf(template)).toEqual(GAPS.has(template) ? { isGap: true } : expected)
  })
})

describe('what a template may cost is bounded', () => {
  const endless = [
    '<< range until 100000 >><< range until 100000 >>x<< end >><< end >>',
    '<< range until 10000000 >>x<< end >>',
    '<< repeat 999999999 "x" >>',
    '<< seq 1000000000 >>',
    `${'<< if true >>'.repeat(5000)}${'<< end >>'.repeat(5000)}`,
    `<< ${'('.repeat(5000)}1${')'.repeat(5000)} >>`,
    '<< printf "%999d" 1 | repeat 1000 | repeat 1000 >>',
    '<< define "a" >><< template "a" . >><< template "a" . >><< end >><< template "a" . >>',
    '<< range 99999999999 >>x<< end >>',
  ]
  test.each(endless)('%.60s', template => {
    expect(outcomeOf(template)).toEqual({ isGap: true })
  })
})

test('each piece of the output knows the value or the text that made it', () => {
  const template = 'a: << inputs.app | quote >>-<< printf "%s" inputs.ns >>'
  const { text, pieces } = run(template, 'app: web\nns: "x"\n')
  expect(text).toBe('a: "web"-x')
  expect(
    pieces.map(({ start, end, at }) => [
      text.slice(start, end),
      at === undefined ? undefined : at.file.text.slice(at.start, at.end),
    ]),
  ).toEqual([
    ['a: ', undefined],
    ['"web"', 'web'],
    ['-', undefined],
    ['x', undefined],
  ])
})

test('a mistake is at the operand that makes it', () => {
  const template = 'name: << inputs.none | upper >>'
  const at = (): string => {
    try {
      return run(template, '{}').text
    } catch (error) {
      if (!(error instanceof TemplateError)) throw error
      return `${template.slice(error.range.start, error.range.end)}: ${error.message}`
    }
  }
  expect(at()).toBe('inputs.none: `inputs.none` is not there: no key is `none`')
})
