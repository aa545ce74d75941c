import type { ParsedFile } from '../../model/document.ts'
import type { Scalar } from '../../model/node.ts'
import { parseText } from '../../read/yaml/parse.ts'
import type { Places } from '../../read/yaml/places.ts'
import { placesIn } from '../../read/yaml/scalar-places.ts'

/**
 * Parses the values in a key of a ConfigMap. Each stands where it was written, also when substitution has changed the
 * text around it.
 */
export function parseValues(value: Scalar): ParsedFile {
  const was = value.step?.was
  const isChanged = was?.kind === 'scalar' && was.file === value.file && was.start === value.start
  const places = isChanged ? changedPlaces(value, was) : placesIn(value)
  return parseText({ file: value.file, text: value.text, typing: 'sigs', places })
}

/** Substitution puts no line breaks in, so each line of the text comes from the line of the same number. */
function changedPlaces(now: Scalar, was: Scalar): Places {
  const places = placesIn(was)
  const lines = new Lines(now.text, was.text)
  if (!lines.areSame) return { startOf: () => was.start, endOf: () => was.end }
  return {
    startOf: offset => places.startOf(lines.before(offset, 'start')),
    endOf: offset => places.endOf(lines.before(offset, 'end')),
  }
}

class Lines {
  readonly areSame: boolean
  private readonly now: readonly string[]
  private readonly was: readonly string[]
  private readonly nowStarts: readonly number[]
  private readonly wasStarts: readonly number[]

  constructor(now: string, was: string) {
    this.now = now.split('\n')
    this.was = was.split('\n')
    this.areSame = this.now.length === this.was.length
    this.nowStarts = startsOf(this.now)
    this.wasStarts = startsOf(this.was)
  }

  /** What stands in what was put in has the place of what it was put in for. */
  before(offset: number, edge: 'start' | 'end'): number {
    const number = this.lineAt(offset)
    const [now = '', was = ''] = [this.now[number], this.was[number]]
    const column = offset - (this.nowStarts[number] ?? 0)
    const start = this.wasStarts[number] ?? 0
    const same = commonStart(now, was)
    if (column <= same) return start + column
    const tail = commonEnd(now.slice(same), was.slice(same))
    if (column >= now.length - tail) return start + was.length - (now.length - column)
    return start + (edge === 'start' ? same : was.length - tail)
  }

  private lineAt(offset: number): number {
    let low = 0
    let high = this.nowStarts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((this.nowStarts[middle] ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    return low
  }
}

function startsOf(lines: readonly string[]): readonly number[] {
  let start = 0
  return lines.map(line => {
    const own = start
    start += line.length + 1
    return own
  })
}

function commonStart(a: string, b: string): number {
  const most = Math.min(a.length, b.length)
  let length = 0
  while (length < most && a[length] === b[length]) length++
  return length
}

function commonEnd(a: string, b: string): number {
  const most = Math.min(a.length, b.length)
  let length = 0
  while (length < most && a.at(-1 - length) === b.at(-1 - length)) length++
  return length
}
