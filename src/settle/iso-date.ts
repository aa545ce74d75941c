const DATE = /^\d{4}-\d{2}-\d{2}$/
const DAY = 86_400_000

/** Whether this is a day of the calendar as ISO 8601 writes it: `2026-11-24`. Such texts are in order as they are. */
export function isDate(text: string): boolean {
  if (!DATE.test(text)) return false
  const time = Date.parse(text)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}

/** From one day to another; negative where the second is the earlier one. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY)
}
