import type { Report } from './report.ts'

/** How the text will be shown. Everything else a reporter needs is in the report. */
export interface Style {
  readonly color: boolean
  /** Columns of the terminal; 80 where there is none. */
  readonly width: number
}

export interface Reporter {
  readonly id: string
  readonly summary: string
  render(report: Report, style: Style): string
}
