/** A part of a text that holds one document. */
export interface Piece {
  readonly start: number
  readonly end: number
  /** The line of `---` behind it; undefined at the end of the text. */
  readonly separator: { readonly start: number; readonly end: number } | undefined
}

/**
 * Cuts a text as kustomize does, at each line that begins with `---`, before it knows what is text and what is not.
 * A cut takes the line breaks on both sides, so that of two such lines in a row the second begins a document.
 */
export function* piecesOf(text: string): Generator<Piece> {
  let start = 0
  let from = 0
  for (let at = text.indexOf('\n---'); at >= 0; at = text.indexOf('\n---', from)) {
    const lineEnd = text.indexOf('\n', at + 1)
    if (lineEnd < 0) break
    yield { start, end: at + 1, separator: { start: at + 1, end: lineEnd } }
    start = lineEnd + 1
    from = start
  }
  yield { start, end: text.length, separator: undefined }
}
