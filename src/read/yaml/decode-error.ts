/** A refusal of Go's decoder, at offsets of the text that is read. */
export class DecodeError extends Error {
  override readonly name: string = 'DecodeError'
  readonly start: number
  readonly end: number

  constructor(message: string, start: number, end: number = start + 1) {
    super(message)
    this.start = start
    this.end = end
  }

  /** The same refusal at other offsets. */
  at(start: number, end: number): DecodeError {
    return new DecodeError(this.message, start, end)
  }
}

/** A key that YAML allows and objects of Kubernetes cannot have. */
export class KeyError extends DecodeError {
  override readonly name = 'KeyError'

  override at(start: number, end: number): KeyError {
    return new KeyError(this.message, start, end)
  }
}
