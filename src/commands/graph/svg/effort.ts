/** What stands left of what, by numbers of boxes. */
export interface Precedence {
  readonly left: number
  readonly right: number
}

/** How many layers all lines together lead through: what the time and the memory of a layout grow with. */
export function effortOf(count: number, precedences: readonly Precedence[]): number {
  const followers = Array.from({ length: count }, (): number[] => [])
  for (const { left, right } of precedences) followers[left]?.push(right)
  const layers = layersOf(followers)
  const spans = precedences.map(({ left, right }) => Math.abs((layers[right] ?? 0) - (layers[left] ?? 0)))
  return spans.reduce((sum, span) => sum + Math.max(1, span), 0)
}

type Followers = readonly (readonly number[])[]

/** The longest way to each box. */
function layersOf(followers: Followers): readonly number[] {
  const layers = followers.map(() => 0)
  for (const box of orderOf(followers)) {
    for (const follower of followers[box] ?? [])
      layers[follower] = Math.max(layers[follower] ?? 0, (layers[box] ?? 0) + 1)
  }
  return layers
}

/** Each box before its followers, but for one line of each cycle. */
function orderOf(followers: Followers): readonly number[] {
  const order: number[] = []
  const seen = new Set<number>()
  const visit = (box: number): void => {
    if (seen.has(box)) return
    seen.add(box)
    for (const follower of followers[box] ?? []) visit(follower)
    order.push(box)
  }
  for (const box of followers.keys()) visit(box)
  return order.reverse()
}
