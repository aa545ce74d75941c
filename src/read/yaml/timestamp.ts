const DATE = /^(\d{4})-(\d{1,2})-(\d{1,2})(?=[Tt ]|$)/
const TIME = /^([Tt ])([01]?\d|2[0-3]):([0-5]?\d):([0-5]?\d)(?:[.,](\d+))?(Z|[-+]\d\d:\d\d)?$/

/**
 * A timestamp as Go's `time` prints it (RFC 3339, nanoseconds without trailing zeros); undefined where go-yaml sees
 * none. A zone goes with `T` only, and a space with no zone only.
 */
export function parseTimestamp(text: string): string | undefined {
  const match = DATE.exec(text)
  if (match === null) return undefined
  const [date, year = '', month = '', day = ''] = match
  if (Number(day) < 1 || Number(day) > daysOf(Number(year), Number(month))) return undefined
  const time = date.length === text.length ? '00:00:00Z' : parseTime(text.slice(date.length))
  return time === undefined ? undefined : `${year}-${twoDigits(month)}-${twoDigits(day)}T${time}`
}

function parseTime(text: string): string | undefined {
  const match = TIME.exec(text)
  if (match === null) return undefined
  const [, separator, hour = '', minute = '', second = '', fraction = '', zone] = match
  if ((separator === ' ') !== (zone === undefined)) return undefined
  const offset = zoneOffset(zone ?? 'Z')
  if (offset === undefined) return undefined
  return `${[hour, minute, second].map(twoDigits).join(':')}${nanoseconds(fraction)}${offset}`
}

function daysOf(year: number, month: number): number {
  if (month < 1 || month > 12) return 0
  // Years below 100 would mean 19xx to Date; the calendar repeats every 400 years.
  return new Date(Date.UTC(year + 400, month, 0)).getUTCDate()
}

function twoDigits(number: string): string {
  return number.padStart(2, '0')
}

function nanoseconds(fraction: string): string {
  const digits = fraction.slice(0, 9).replace(/0+$/, '')
  return digits === '' ? '' : `.${digits}`
}

/** Go reads up to 24 hours and 60 minutes, and prints no offset as `Z`. */
function zoneOffset(zone: string): string | undefined {
  if (zone === 'Z') return zone
  const hours = Number(zone.slice(1, 3))
  const minutes = Number(zone.slice(4, 6))
  if (hours > 24 || minutes > 60) return undefined
  const total = hours * 60 + minutes
  if (total === 0) return 'Z'
  const shown = [Math.floor(total / 60), total % 60].map(part => twoDigits(String(part)))
  return `${zone.charAt(0)}${shown.join(':')}`
}
