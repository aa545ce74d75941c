/** Flux refuses the text; the offsets are those of the expression, as far as it could be read. */
export class SubstitutionError extends Error {
  override readonly name = 'SubstitutionError'
  readonly start: number
  readonly end: number

  constructor(message: string, start: number, end: number) {
    super(message)
    this.start = start
    this.end = end
  }
}
