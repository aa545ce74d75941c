import type { EdgeType } from '../../../model/graph.ts'
import type { Family } from '../family.ts'
import type { PictureNode, Presence } from '../picture.ts'

/** A short mention of a source: its shape, and its name where that is not told already. */
export interface Tag {
  readonly family: Family
  readonly text: string
  readonly presence: Presence
}

/** One object inside a card. */
export interface Row {
  readonly node: PictureNode
  readonly text: string
  /** Where a HelmRelease takes its chart from. */
  readonly tag: Tag | undefined
  /** The card is ready only after this object is. */
  readonly isAwaited: boolean
}

/** One box of a drawing. A box with boxes in it is drawn as a frame around them. */
export interface Card {
  /** Undefined for the panel of a whole cluster. */
  readonly node: PictureNode | undefined
  readonly heading: { readonly muted: string; readonly text: string }
  /** Words in small frames: `suspended`, `waits for all`. */
  readonly pills: readonly string[]
  /** Where its files are. */
  readonly note: string
  /** Where they come from, unless it is where the files of the card around it come from. */
  readonly tag: Tag | undefined
  readonly rows: readonly Row[]
  /** Lines that run inside the box: to boxes in it at the left, from itself to itself at the right. */
  readonly lanes: { readonly left: number; readonly right: number }
  readonly boxes: readonly Card[]
}

/** A card, or one of its rows. */
export interface End {
  readonly card: Card
  readonly row: number | undefined
}

/** A line of the drawing. */
export interface Link {
  readonly from: End
  readonly to: End
  readonly types: readonly EdgeType[]
  readonly isCyclic: boolean
  readonly isMissing: boolean
  readonly title: string
  /** Of the lines inside one box, which this is; undefined for a line between two boxes. */
  readonly lane: number | undefined
}

/** What is drawn of one cluster. */
export interface Scene {
  readonly panel: Card
  /** The card in which a card stands. */
  readonly around: ReadonlyMap<Card, Card>
  readonly links: readonly Link[]
}
