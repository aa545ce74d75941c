import type { Node } from '../../model/node.ts'
import type { TemplateRange } from './template-error.ts'

/** A part of what a template printed. */
export interface Piece {
  /** Offsets into the output. */
  readonly start: number
  readonly end: number
  /** What of the template printed it: the text itself, or an action. */
  readonly from: TemplateRange
  readonly isText: boolean
  /** The value that an action printed, where nothing but its form was changed. */
  readonly at: Node | undefined
}

export interface Rendered {
  readonly text: string
  /** In the order of the text, without gaps between them. */
  readonly pieces: readonly Piece[]
}
