import { describe, expect, test } from 'vitest'
import { substitute, type Substituted, type VariableUse } from './substitute.ts'

const VALUES = { name: 'web', empty: '', wide: 'h\u00e9\u{1f600}', path: '/a/b/c.txt' }

function run(text: string, strict = false): Substituted {
  return substitute(text, new Map(Object.entries(VALUES)), { strict })
}

/** Name, input, source and output of each use. */
function usesOf(text: string): readonly (string | undefined)[][] {
  const result = run(text)
  return result.uses.map(use => [
    use.name,
    text.slice(use.start, use.end),
    use.source,
    use.output && result.text.slice(use.output.start, use.output.end),
  ])
}

const first = ({ uses }: Substituted): VariableUse | undefined => uses[0]

describe('a use of a variable', () => {
  test('says where it stands in the input and in the output', () => {
    expect(usesOf('$$a ${name} and ${un:=x${name}y}!')).toEqual([
      ['name', '${name}', 'variable', 'web'],
      ['un', '${un:=x${name}y}', 'default', 'xweby'],
      ['name', '${name}', 'variable', 'web'],
    ])
  })

  test('that is nested in nested defaults stands where its text came out', () => {
    expect(usesOf('>>${a:-1${b:-2${name}3}4}<<')).toEqual([
      ['a', '${a:-1${b:-2${name}3}4}', 'default', '12web34'],
      ['b', '${b:-2${name}3}', 'default', '2web3'],
      ['name', '${name}', 'variable', 'web'],
    ])
  })

  test('has no place in the output where it was an argument only', () => {
    expect(usesOf('${name:-${un}} ${path//${un:-b}/${name}}')).toEqual([
      ['name', '${name:-${un}}', 'variable', 'web'],
      ['un', '${un}', 'nothing', undefined],
      ['path', '${path//${un:-b}/${name}}', 'variable', '/a/web/c.txt'],
      ['un', '${un:-b}', 'default', undefined],
      ['name', '${name}', 'variable', undefined],
    ])
  })

  test('tells an empty value, an unset name and an empty default apart', () => {
    expect(first(run('${empty}'))).toMatchObject({ isKnown: true, source: 'variable' })
    expect(first(run('${empty:-x}'))).toMatchObject({ isKnown: true, source: 'default' })
    expect(first(run('${un:-}'))).toMatchObject({ isKnown: false, source: 'default' })
    expect(first(run('${un^^}'))).toMatchObject({ isKnown: false, source: 'nothing' })
    expect(first(run('${#un}'))).toMatchObject({ isKnown: false, source: 'nothing' })
  })

  test('is told for every expression where strictness refuses some', () => {
    const { uses, error, text, pieces } = run('a ${un} ${name} ${other}', true)
    expect(uses.map(({ name }) => name)).toEqual(['un', 'name', 'other'])
    expect(error).toEqual({ message: 'variable not set (strict mode): "un"', start: 2, end: 7 })
    expect([text, pieces]).toEqual(['a ${un} ${name} ${other}', []])
  })
})

test('pieces cover the whole output and name the input of each', () => {
  const input = 'a$$b ${name}${un}$x'
  const { text, pieces } = run(input)
  const shown = pieces.map(({ start, end, output }) => [
    input.slice(start, end),
    text.slice(output.start, output.end),
  ])
  expect(text).toBe('a$b web$x')
  expect(shown).toEqual([
    ['a', 'a'],
    ['$$', '$'],
    ['b ', 'b '],
    ['${name}', 'web'],
    ['${un}', ''],
    ['$x', '$x'],
  ])
})

test.each([
  ['a ${name', 'missing closing brace', '${name'],
  ['a ${my-var} b', 'missing closing brace', '${my-'],
  ['a ${{ x }}', 'unable to parse variable name', '${{'],
  ['${un:-${ }} b', 'unable to parse variable name', '${ '],
  ['x ${un:-abc', 'unable to parse substitution within function', '${un:-abc'],
  ['x ${name:\u00e9} y', 'bad substitution', '${name:\u00e9'],
  ['x ${name:', 'bad substitution', '${name:'],
  ['x ${name:0:-1} y', 'slice bounds out of range [:-1]', '${name:0:-1}'],
])('an error in `%s` is told with its place', (input, message, place) => {
  const { error, text } = run(input)
  expect(error?.message).toBe(message)
  expect(input.slice(error?.start, error?.end)).toBe(place)
  expect(text).toBe(input)
})

test.each([
  ['${wide:0:2}', 'h\uFFFD'],
  ['${#wide}', '7'],
  // The shortest start that `?` matches is one byte.
  ['${wide#h?}', '\uFFFD\u{1f600}'],
  ['${wide##h?}', '\u{1f600}'],
  ['${wide##h*}', ''],
  ['${wide%%?}', 'h\u00e9'],
  ['${path#*[a-b]/}', 'b/c.txt'],
  ['${path%%/*}', ''],
  ['${path/b//x}', '/a/x/c.txt'],
  ['${name//${empty}/-}', '-w-e-b-'],
  ['${wide^^}', 'H\u00c9\u{1f600}'],
])('%s gives %s', (input, expected) => {
  expect(run(input).text).toBe(expected)
})

test('a lookup function may stand in for a map', () => {
  const { text } = substitute('${a}${b}', name => (name === 'a' ? '1' : undefined), { strict: false })
  expect(text).toBe('1')
})

test('hostile text ends: deep nesting, products of sizes, many stars', () => {
  const long = 'a'.repeat(100_000)
  const values = new Map([['long', long]])
  const deep = `${'${a:-'.repeat(100_000)}x`
  expect(substitute(deep, values, { strict: false }).error?.message).toBe('expressions are nested too deeply')
  const product = substitute('${long//a/${long}}', values, { strict: false })
  expect(product.error?.message).toBe('the result is too long')
  const many = substitute('${long}'.repeat(1000), values, { strict: false })
  expect(many.error?.message).toBe('the result is too long')
  const stars = `\${long##${'*a'.repeat(30)}b}`
  expect(substitute(stars, values, { strict: false }).text).toBe(long)
})
