/** The date of this moment in UTC, `2026-11-24`: the same everywhere. Only the process and the public API ask for it. */
export function today(): string {
  return new Date().toISOString().slice(0, 10)
}
