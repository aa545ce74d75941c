/** Readers of parsed JSON whose form is known but not proven: our own index, the compiler's answer, a policy's result. */
export function fieldOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? Object.entries(value).find(([name]) => name === key)?.[1]
    : undefined
}

/** The text under a key; `''` where there is none. */
export function textOf(value: unknown, key: string): string {
  const found = fieldOf(value, key)
  return typeof found === 'string' ? found : ''
}

/** The number under a key; 0 where there is none. */
export function numberOf(value: unknown, key: string): number {
  const found = fieldOf(value, key)
  return typeof found === 'number' ? found : 0
}

/** The items of the list under a key; none where there is no list. */
export function itemsOf(value: unknown, key: string): readonly unknown[] {
  const found = fieldOf(value, key)
  return Array.isArray(found) ? found : []
}

export function textsOf(value: unknown, key: string): readonly string[] {
  return itemsOf(value, key).filter(item => typeof item === 'string')
}
