/** A refusal of Go's decoder, at offsets of the text that is read. */
export class DecodeError extends Error {
  override readonly name = 'DecodeError'
  readonly start: number
  readonly end: number

  constructor(message: string, start: number, end: number = start + 1) {
    super(message)
    this.start = start
    this.end = end
  }
}
