import { compareText } from '../../lib/order.ts'
import type { Piece, Rendered } from './output.ts'
import type { Budget } from './budget.ts'
import { CallError, CallGap, type FunctionTable } from './function.ts'
import { PipelineEvaluation } from './pipeline-evaluation.ts'
import { printed } from './print.ts'
import type { ActionPart, BranchPart, CallPart, Part, Template } from './syntax.ts'
import { TemplateError, TemplateGap, type TemplateRange } from './template-error.ts'
import { goInteger, type GoInteger, goText, type GoValue, isTrue, NIL, typeName } from './value.ts'

/** Templates that call each other. */
const MOST_CALLS = 100

type Jump = 'break' | 'continue' | undefined

interface Turn {
  readonly index: GoValue | undefined
  readonly item: GoValue
}

/** One run of a template. */
export class Evaluation extends PipelineEvaluation {
  private readonly template: Template
  private readonly pieces: Piece[] = []
  private readonly texts: string[] = []
  private length = 0
  private calls = 0

  constructor(template: Template, functions: FunctionTable, budget: Budget) {
    super(template.text, functions, budget)
    this.template = template
  }

  run(): Rendered {
    this.parts(this.template.parts, NIL)
    return { text: this.texts.join(''), pieces: this.pieces }
  }

  private parts(parts: readonly Part[], dot: GoValue): Jump {
    for (const part of parts) {
      this.budget.step(part)
      const jump = this.part(part, dot)
      if (jump !== undefined) return jump
    }
    return undefined
  }

  private part(part: Part, dot: GoValue): Jump {
    switch (part.kind) {
      case 'text':
        this.write(this.template.text.slice(part.start, part.end), part, { isText: true })
        return undefined
      case 'action':
        this.action(part, dot)
        return undefined
      case 'if':
      case 'with':
        return this.scoped(() => this.condition(part, dot))
      case 'range':
        return this.scoped(() => this.range(part, dot))
      case 'break':
      case 'continue':
        return part.kind
      case 'template':
        this.callTemplate(part, dot)
        return undefined
      default:
        return part satisfies never
    }
  }

  private action(part: ActionPart, dot: GoValue): void {
    const value = this.pipeline(part.pipe, dot)
    if (part.pipe.names.length > 0) return
    this.guard(part, () => {
      this.write(printed(value), part, { isText: false, at: value.at })
    })
  }

  private condition(part: BranchPart, dot: GoValue): Jump {
    const value = this.pipeline(part.pipe, dot)
    if (value.kind === 'unknown') throw this.unknown(value, part)
    if (isTrue(value)) return this.parts(part.body, part.kind === 'with' ? value : dot)
    return this.parts(part.otherwise, dot)
  }

  private range(part: BranchPart, dot: GoValue): Jump {
    const value = this.pipeline({ ...part.pipe, names: [] }, dot)
    let isEmpty = true
    for (const turn of this.turns(value, part)) {
      isEmpty = false
      this.budget.step(part)
      const jump = this.scoped(() => {
        this.declareTurn(part.pipe, turn)
        return this.parts(part.body, turn.item)
      })
      if (jump === 'break') return undefined
    }
    return isEmpty ? this.parts(part.otherwise, dot) : undefined
  }

  private declareTurn(pipe: BranchPart['pipe'], { index, item }: Turn): void {
    const [first, second] = pipe.names
    if (first === undefined) return
    const values: [string, GoValue][] =
      second === undefined
        ? [[first, item]]
        : [
            [first, index ?? NIL],
            [second, item],
          ]
    for (const [name, value] of values) {
      if (pipe.isAssignment) this.assign(name, value, pipe)
      else this.declare(name, value)
    }
  }

  private *turns(value: GoValue, part: BranchPart): Generator<Turn> {
    switch (value.kind) {
      case 'list':
        if (value.isUnordered === true && value.items.length > 1) {
          throw new TemplateGap('the order of the keys of a map is another one each time', part.pipe)
        }
        for (const [index, item] of value.items.entries()) yield { index: goInteger(index), item }
        break
      case 'map':
        for (const [key, item] of [...value.entries].sort(([a], [b]) => compareText(a, b)))
          yield { index: goText(key), item }
        break
      case 'integer':
        yield* this.countingTurns(value, part)
        break
      case 'nil':
        break
      case 'unknown':
        throw this.unknown(value, part.pipe)
      default:
        throw new TemplateError(`\`range\` takes no ${typeName(value)}`, part.pipe)
    }
  }

  private *countingTurns(value: GoInteger, { pipe }: BranchPart): Generator<Turn> {
    if (pipe.names.length > 1) throw new TemplateError('A number gives one variable, not two', pipe)
    for (let count = 0n; count < value.value; count++) {
      yield { index: undefined, item: { ...value, value: count, at: undefined } }
    }
  }

  private callTemplate(part: CallPart, dot: GoValue): void {
    const body = this.template.defined.get(part.name)
    if (body === undefined) throw new TemplateError(`The template \`${part.name}\` is not defined`, part)
    if (++this.calls > MOST_CALLS) throw new TemplateGap('templates call each other too deeply', part)
    const value = part.pipe === undefined ? NIL : this.pipeline(part.pipe, dot)
    this.isolated(value, () => this.parts(body, value))
    this.calls--
  }

  private write(
    text: string,
    from: TemplateRange,
    { isText, at }: Pick<Piece, 'isText'> & { at?: Piece['at'] },
  ): void {
    if (text === '') return
    const start = this.length
    this.length += text.length
    this.budget.write(text.length, from)
    this.texts.push(text)
    this.pieces.push({ start, end: this.length, from: { start: from.start, end: from.end }, isText, at })
  }

  private guard(range: TemplateRange, body: () => void): void {
    try {
      body()
    } catch (error) {
      if (error instanceof CallGap) throw new TemplateGap(error.message, range)
      throw error instanceof CallError ? new TemplateError(error.message, range) : error
    }
  }
}
