import { type Expression, type Part, parseTemplate } from './parse.ts'
import { SubstitutionError } from './substitution-error.ts'
import { isDefault, MAX_LENGTH, transform, TransformError } from './transform.ts'

/** Gives a variable's value; undefined where it is not set. */
export type Lookup = (name: string) => string | undefined

/** `end` is exclusive. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** One `${…}`, nested ones included. `start` and `end` are its place in the input, braces included. */
export interface VariableUse extends Span {
  readonly name: string
  /** Whether the variable is set, be it to an empty value. */
  readonly isKnown: boolean
  /** `nothing`: the variable is not set and there is no default; what comes out is the operator's view of no text. */
  readonly source: 'variable' | 'default' | 'nothing'
  readonly isNested: boolean
  /** Where its result stands in the output; undefined for what was only an argument and left no text of its own. */
  readonly output: Span | undefined
}

/** What became of one stretch of the input: text, `$$`, or a whole expression that is not nested. */
export interface Piece extends Span {
  readonly output: Span
}

export interface SubstitutionFailure extends Span {
  /** Flux's own words, without a full stop. */
  readonly message: string
}

export interface Substituted {
  /** The input as it was where there is an error. */
  readonly text: string
  /** By place in the input, an outer one before those inside it; none where the text cannot be read. */
  readonly uses: readonly VariableUse[]
  /** In order and without gaps, the whole output; none where there is an error. */
  readonly pieces: readonly Piece[]
  readonly error?: SubstitutionFailure
}

/**
 * Replaces the variables in a text exactly as Flux does after a build (spec/flux.md 2.4). With `strict`, a variable
 * that is neither set nor has a default is an error.
 */
export function substitute(
  text: string,
  variables: ReadonlyMap<string, string> | Lookup,
  { strict }: { readonly strict: boolean },
): Substituted {
  try {
    const lookup = typeof variables === 'function' ? variables : (name: string) => variables.get(name)
    const evaluator = new Evaluator(lookup, strict)
    const { text: output, uses, pieces } = evaluator.template(parseTemplate(text))
    const { error } = evaluator
    return error === undefined ? { text: output, uses, pieces } : { text, uses, pieces: [], error }
  } catch (error) {
    if (!(error instanceof SubstitutionError)) throw error
    const { message, start, end } = error
    return { text, uses: [], pieces: [], error: { message, start, end } }
  }
}

interface Result {
  readonly text: string
  readonly uses: readonly VariableUse[]
}

class Evaluator {
  /** The first in the order of evaluation; the rest is still evaluated, for its uses. */
  error: SubstitutionFailure | undefined
  private readonly lookup: Lookup
  private readonly strict: boolean

  constructor(lookup: Lookup, strict: boolean) {
    this.lookup = lookup
    this.strict = strict
  }

  template(parts: readonly Part[]): Result & { readonly pieces: readonly Piece[] } {
    const pieces: Piece[] = []
    const uses: VariableUse[] = []
    const texts: string[] = []
    let length = 0
    for (const part of parts) {
      const result = this.part(part)
      if (length + result.text.length > MAX_LENGTH) this.fail(part, 'the result is too long')
      else {
        for (const use of result.uses) uses.push(shifted(use, length))
        texts.push(result.text)
        pieces.push({
          start: part.start,
          end: part.end,
          output: { start: length, end: length + result.text.length },
        })
        length += result.text.length
      }
    }
    return { text: texts.join(''), uses, pieces }
  }

  private part(part: Part): Result {
    return part.kind === 'text' ? { text: part.text, uses: [] } : this.expression(part)
  }

  private expression(expression: Expression): Result {
    const { name, operator } = expression
    const results = expression.arguments.map(part => this.part(part))
    const value = this.lookup(name)
    const hasDefault = isDefault(operator)
    if (value === undefined && this.strict && !hasDefault) {
      this.fail(expression, `variable not set (strict mode): ${JSON.stringify(name)}`)
    }
    const takesDefault = hasDefault && (value ?? '') === ''
    const text = takesDefault ? joined(results) : this.transformed(expression, value ?? '', results)
    const use: VariableUse = {
      name,
      start: expression.start,
      end: expression.end,
      isKnown: value !== undefined,
      source: takesDefault ? 'default' : value === undefined ? 'nothing' : 'variable',
      isNested: false,
      output: { start: 0, end: text.length },
    }
    return { text, uses: [use, ...nestedUses(results, takesDefault)] }
  }

  private transformed(expression: Expression, value: string, results: readonly Result[]): string {
    try {
      return transform(
        expression.operator,
        value,
        results.map(({ text }) => text),
      )
    } catch (error) {
      if (!(error instanceof TransformError)) throw error
      this.fail(expression, error.message)
      return ''
    }
  }

  private fail({ start, end }: Span, message: string): void {
    this.error ??= { message, start, end }
  }
}

function joined(results: readonly Result[]): string {
  let text = ''
  for (const result of results) text += result.text
  return text
}

/** The uses inside an expression: with a place in the output only where the default is what came out. */
function nestedUses(results: readonly Result[], isShown: boolean): readonly VariableUse[] {
  const uses: VariableUse[] = []
  let length = 0
  for (const result of results) {
    for (const use of result.uses) {
      const placed = isShown ? shifted(use, length) : { ...use, output: undefined }
      uses.push({ ...placed, isNested: true })
    }
    length += result.text.length
  }
  return uses
}

function shifted(use: VariableUse, offset: number): VariableUse {
  if (use.output === undefined || offset === 0) return use
  return { ...use, output: { start: use.output.start + offset, end: use.output.end + offset } }
}
