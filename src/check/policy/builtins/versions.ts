import type { Value } from '../rego/value.ts'
import type { Builtins } from './builtin.ts'

const NUMBER = '(0|[1-9][0-9]*)'
const WORDS = '[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*'
const SEMVER = new RegExp(`^v?${NUMBER}\\.${NUMBER}\\.${NUMBER}(?:-(${WORDS}))?(?:\\+${WORDS})?$`)

/** Semantic versions, https://semver.org; as OPA does, with a `v` in front too. */
export const VERSIONS: Builtins = [
  ['semver.is_valid', ([text]) => typeof text === 'string' && SEMVER.test(text)],
  [
    'semver.compare',
    ([a, b]) => {
      const left = parse(a)
      const right = parse(b)
      return left === undefined || right === undefined ? undefined : compare(left, right)
    },
  ],
]

interface Version {
  readonly numbers: readonly number[]
  readonly pre: readonly string[]
}

function parse(value: Value | undefined): Version | undefined {
  const match = typeof value === 'string' ? SEMVER.exec(value) : null
  if (match === null) return undefined
  return { numbers: match.slice(1, 4).map(Number), pre: match[4]?.split('.') ?? [] }
}

function compare(a: Version, b: Version): number {
  for (const [index, number] of a.numbers.entries()) {
    const order = Math.sign(number - (b.numbers[index] ?? 0))
    if (order !== 0) return order
  }
  if (a.pre.length === 0 || b.pre.length === 0) return Math.sign(b.pre.length - a.pre.length)
  for (const [index, part] of a.pre.entries()) {
    const other = b.pre[index]
    if (other === undefined) return 1
    const order = comparePart(part, other)
    if (order !== 0) return order
  }
  return a.pre.length < b.pre.length ? -1 : 0
}

/** Numbers stand before words. */
function comparePart(a: string, b: string): number {
  const isNumber = /^\d+$/
  if (isNumber.test(a) && isNumber.test(b)) return Math.sign(Number(a) - Number(b))
  if (isNumber.test(a) !== isNumber.test(b)) return isNumber.test(a) ? -1 : 1
  return a < b ? -1 : a > b ? 1 : 0
}
