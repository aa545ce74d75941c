/** Offsets into the template's text, `end` exclusive. */
export interface TemplateRange {
  readonly start: number
  readonly end: number
}

/** What Go refuses, while it reads the template or while it runs it. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError'
  readonly range: TemplateRange
  /** What to do where that is known. */
  readonly fix: string | undefined

  constructor(message: string, { start, end, fix }: TemplateRange & { readonly fix?: string | undefined }) {
    super(message)
    this.range = { start, end }
    this.fix = fix
  }
}

/** What Go may well do and we do not: the result is unknown here. */
export class TemplateGap extends Error {
  override readonly name = 'TemplateGap'
  readonly range: TemplateRange

  constructor(message: string, { start, end }: TemplateRange) {
    super(message)
    this.range = { start, end }
  }
}
