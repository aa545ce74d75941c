import { offsetOfLine } from '../../lib/locate.ts'
import type { Origin, SourceFile } from '../../model/location.ts'
import type { Scalar } from '../../model/node.ts'
import type { Mistake } from './unit.ts'

/** Where the text of a module stands: a file of its own, or a value in a manifest. */
export type ModulePlace = SourceFile | Scalar

/** The rest of the line on which a mistake stands. */
export function placeOf(place: ModulePlace, mistake: Pick<Mistake, 'row' | 'column'>): Origin {
  return 'kind' in place ? placeInScalar(place, mistake) : placeInFile(place, mistake)
}

function placeInFile(file: SourceFile, { row, column }: Pick<Mistake, 'row' | 'column'>): Origin {
  const start = offsetOfLine(file, row)
  const end = offsetOfLine(file, row + 1)
  const line = file.text.slice(start, end).trimEnd()
  return { file, start: start + unitsBefore(line, column), end: start + line.length }
}

/**
 * A literal block has the same lines as its value, each with the indentation in front. What was folded, quoted or
 * computed has no such lines, and is pointed at as a whole.
 */
function placeInScalar(scalar: Scalar, { row, column }: Pick<Mistake, 'row' | 'column'>): Origin {
  const { file } = scalar
  const lines = scalar.text.split('\n')
  const start = scalar.step === undefined ? startOfBlock(scalar, lines) : undefined
  if (start === undefined) return scalar
  const content = lines[row - 1] ?? ''
  let from = start
  for (let line = 1; line < row; line++) {
    const end = file.text.indexOf('\n', from)
    if (end < 0) return scalar
    from = end + 1
  }
  const at = file.text.indexOf(content, from)
  return at < 0
    ? scalar
    : { file, start: at + unitsBefore(content, column), end: at + content.trimEnd().length }
}

/** Offset of the block's first line; undefined where the value's lines are not those of the file. */
function startOfBlock(scalar: Scalar, lines: readonly string[]): number | undefined {
  const written = scalar.file.text.slice(scalar.start, scalar.end)
  const header = /^[|>][-+0-9]*[^\n]*\n/.exec(written)?.[0].length ?? 0
  const found = written.slice(header).split('\n')
  const isSame = lines.every((line, index) => line === '' || (found[index] ?? '').trim() === line.trim())
  return isSame && lines.length > 1 ? scalar.start + header : undefined
}

/** Columns count bytes; offsets count UTF-16 code units. */
function unitsBefore(line: string, column: number): number {
  const bytes = Buffer.from(line).subarray(0, Math.max(0, column - 1))
  return Math.min(bytes.toString('utf8').length, Math.max(0, line.trimEnd().length - 1))
}
