import { TemplateGap, type TemplateRange } from './template-error.ts'

const MOST_STEPS = 1_000_000
const MOST_OUTPUT = 4_000_000

/** What some templates may cost together, so that a repository cannot keep us busy for ever. */
export class Budget {
  private steps = 0
  private output = 0

  step(range: TemplateRange): void {
    if (++this.steps > MOST_STEPS) throw new TemplateGap('it takes too many steps', range)
  }

  write(length: number, range: TemplateRange): void {
    this.output += length
    if (this.output > MOST_OUTPUT) throw new TemplateGap('the output is too large', range)
  }
}
