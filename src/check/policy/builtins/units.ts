import type { Value } from '../rego/value.ts'
import type { Builtins } from './builtin.ts'

/** Quantities. Milli is `m`; for bytes there is none, and the case does not matter. */
export const UNITS: Builtins = [
  ['units.parse', ([text]) => parseUnits(text)],
  ['units.parse_bytes', ([text]) => parseBytes(text)],
]

const DECIMAL = ['', 'k', 'm', 'g', 't', 'p', 'e']

function parseUnits(value: Value | undefined): Value | undefined {
  const found = split(value)
  if (found === undefined) return undefined
  if (found.unit === 'm') return simplest(found.amount / 1000)
  const factor = factorOf(found.unit === 'M' ? 'm' : found.unit.toLowerCase())
  return factor === undefined ? undefined : simplest(found.amount * factor)
}

function parseBytes(value: Value | undefined): Value | undefined {
  const found = split(value)
  if (found === undefined) return undefined
  const factor = factorOf(found.unit.toLowerCase().replace(/b$/, ''))
  return factor === undefined ? undefined : Math.trunc(found.amount * factor)
}

function split(value: Value | undefined): { amount: number; unit: string } | undefined {
  if (typeof value !== 'string') return undefined
  const match = /^([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)([a-zA-Z]*)$/.exec(value.replaceAll('"', ''))
  if (match === null) return undefined
  return { amount: Number(match[1]), unit: match[2] ?? '' }
}

function factorOf(unit: string): number | undefined {
  const isBinary = unit.endsWith('i')
  const power = DECIMAL.indexOf(isBinary ? unit.slice(0, -1) : unit)
  if (power < 0 || (isBinary && power === 0)) return undefined
  return (isBinary ? 1024 : 1000) ** power
}

/** Ten digits after the point, as OPA rounds them. */
function simplest(amount: number): number {
  return Number.isInteger(amount) ? amount : Number(amount.toFixed(10))
}
