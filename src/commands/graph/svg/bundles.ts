import { compareText } from '../../../lib/order.ts'
import type { Card, Link } from './card.ts'

/** Boxes that are laid out as one. */
export interface Bundle {
  readonly cards: readonly Card[]
  /** The lines of every card in it; of a bundle of many, those of the first card stand for all. */
  readonly links: readonly Link[]
}

/** Two are told apart more quickly than a frame around them is understood. */
const FEWEST = 3

/** What a level of boxes is made of: those without lines together, and those whose lines lead to the same boxes. */
export interface Level {
  readonly loners: readonly Card[]
  readonly bundles: readonly Bundle[]
}

export function levelOf(cards: readonly Card[], linksOf: (card: Card) => readonly Link[]): Level {
  const loners: Card[] = []
  const alike = new Map<string, Card[]>()
  const names = new Map<Card, string>()
  const nameOf = (card: Card): string => {
    const name = names.get(card) ?? String(names.size)
    names.set(card, name)
    return name
  }
  for (const card of cards) {
    const links = linksOf(card)
    if (links.length === 0) loners.push(card)
    else {
      const signature = signatureOf(card, links, nameOf)
      alike.set(signature, [...(alike.get(signature) ?? []), card])
    }
  }
  const bundles = [...alike.values()].flatMap(found =>
    found.length < FEWEST ? found.map(card => [card]) : [found],
  )
  return {
    loners,
    bundles: bundles.map(found => ({ cards: found, links: found.slice(0, 1).flatMap(linksOf) })),
  }
}

/** The same for cards that nothing but their name tells apart; boxes in boxes, rows and cycles are always told apart. */
function signatureOf(card: Card, links: readonly Link[], nameOf: (card: Card) => string): string {
  const isOwn =
    card.boxes.length > 0 || links.some(({ isCyclic, from, to }) => isCyclic || hasRow(from) || hasRow(to))
  if (isOwn) return `only ${nameOf(card)}`
  const parts = links.map(({ from, to, types }) => {
    const isFrom = from.card === card
    return `${isFrom ? 'from' : 'to'} ${types.join(' ')} ${nameOf(isFrom ? to.card : from.card)}`
  })
  return parts.sort(compareText).join(', ')
}

function hasRow({ row }: Link['from']): boolean {
  return row !== undefined
}
