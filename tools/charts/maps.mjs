export function isMap(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
