import { isList, type Value } from '../rego/value.ts'
import type { Builtins } from './builtin.ts'

const DURATION_UNITS: ReadonlyMap<string, number> = new Map([
  ['ns', 1],
  ['us', 1e3],
  ['µs', 1e3],
  ['μs', 1e3],
  ['ms', 1e6],
  ['s', 1e9],
  ['m', 60e9],
  ['h', 3600e9],
  ['d', 86_400e9],
  ['w', 604_800e9],
  ['y', 31_536_000e9],
])
const DURATION = /([0-9]*\.?[0-9]+|[0-9]+\.)(ns|us|µs|μs|ms|s|m|h|d|w|y)/gy
const RFC3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.(\d{1,9}))?(?:Z|[-+]\d{2}:\d{2})$/
const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']

/** Times in UTC, in nanoseconds. There is no clock: `time.now_ns` would give one commit two verdicts. */
export const TIMES: Builtins = [
  ['time.parse_rfc3339_ns', ([text]) => parseTime(text)],
  ['time.parse_duration_ns', ([text]) => parseDuration(text)],
  [
    'time.date',
    ([time]) => onDate(time, date => [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()]),
  ],
  [
    'time.clock',
    ([time]) => onDate(time, date => [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()]),
  ],
  ['time.weekday', ([time]) => onDate(time, date => DAYS[date.getUTCDay()])],
]

function parseTime(value: Value | undefined): bigint | undefined {
  const match = typeof value === 'string' ? RFC3339.exec(value) : null
  if (match === null) return undefined
  const [text, fraction = ''] = match
  const seconds = Date.parse(text.replace(/\.\d+/, ''))
  return Number.isNaN(seconds) ? undefined : BigInt(seconds) * 1_000_000n + BigInt(fraction.padEnd(9, '0'))
}

function parseDuration(value: Value | undefined): number | undefined {
  if (typeof value !== 'string') return undefined
  const text = value.replace(/^[-+]/, '')
  if (text === '0') return 0
  let total = 0
  let end = 0
  for (const match of text.matchAll(DURATION)) {
    total += Number(match[1]) * (DURATION_UNITS.get(match[2] ?? '') ?? 0)
    end = match.index + match[0].length
  }
  if (end === 0 || end !== text.length) return undefined
  return Math.trunc(value.startsWith('-') ? -total : total)
}

/** A time, or a pair of a time and a zone; of the zones only UTC is known. */
function onDate(value: Value | undefined, use: (date: Date) => Value | undefined): Value | undefined {
  const [time, zone] = value !== undefined && isList(value) ? value : [value, 'UTC']
  if ((typeof time !== 'number' && typeof time !== 'bigint') || (zone !== 'UTC' && zone !== ''))
    return undefined
  const date = new Date(Math.floor(Number(time) / 1_000_000))
  return Number.isNaN(date.getTime()) ? undefined : use(date)
}
