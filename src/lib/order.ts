/** Orders by code unit: the same on every machine, unlike `localeCompare`. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

export type Comparer<T> = (a: T, b: T) => number

/** Chains comparers: the first that tells two values apart decides. */
export function inOrder<T>(...comparers: readonly Comparer<T>[]): Comparer<T> {
  return (a, b) => {
    for (const compare of comparers) {
      const order = compare(a, b)
      if (order !== 0) return order
    }
    return 0
  }
}
