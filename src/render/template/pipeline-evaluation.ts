import { didYouMean } from '../../lib/nearest.ts'
import type { Budget } from './budget.ts'
import {
  type Argument,
  CallError,
  CallGap,
  type FunctionTable,
  type GoFunction,
  type ParameterType,
  unknownMessage,
} from './function.ts'
import type { Chain, Command, FunctionName, Operand, Pipeline } from './syntax.ts'
import { TemplateError, TemplateGap, type TemplateRange } from './template-error.ts'
import { type GoMap, type GoUnknown, type GoValue, isTrue, NIL, typeName } from './value.ts'

interface Slot {
  readonly name: string
  value: GoValue
}

/** Evaluates what stands between two delimiters. */
export class PipelineEvaluation {
  private readonly text: string
  private readonly functions: FunctionTable
  protected readonly budget: Budget
  private slots: Slot[] = [{ name: '$', value: NIL }]

  constructor(text: string, functions: FunctionTable, budget: Budget) {
    this.text = text
    this.functions = functions
    this.budget = budget
  }

  protected pipeline(pipe: Pipeline, dot: GoValue): GoValue {
    let value: GoValue | undefined
    for (const command of pipe.commands) value = this.command(command, dot, value)
    const result = value ?? NIL
    for (const name of pipe.names) {
      if (pipe.isAssignment) this.assign(name, result, pipe)
      else this.declare(name, result)
    }
    return result
  }

  protected declare(name: string, value: GoValue): void {
    this.slots.push({ name, value })
  }

  protected assign(name: string, value: GoValue, range: TemplateRange): void {
    const slot = this.slots.findLast(candidate => candidate.name === name)
    if (slot === undefined) throw new TemplateError(`The variable \`${name}\` is not declared`, range)
    slot.value = value
  }

  /** Variables that `body` declares are gone behind it. */
  protected scoped<T>(body: () => T): T {
    const count = this.slots.length
    const result = body()
    this.slots.length = count
    return result
  }

  /** Without the variables of the caller. */
  protected isolated(dot: GoValue, body: () => void): void {
    const outer = this.slots
    this.slots = [{ name: '$', value: dot }]
    body()
    this.slots = outer
  }

  protected unknown(value: GoUnknown, range: TemplateRange): TemplateGap {
    return new TemplateGap(unknownMessage(value), range)
  }

  private command({ head, args }: Command, dot: GoValue, piped: GoValue | undefined): GoValue {
    this.budget.step(head)
    if (head.kind === 'function') return this.call(head, { args, piped, dot })
    const extra = args[0] ?? (piped === undefined ? undefined : head)
    if (extra !== undefined)
      throw new TemplateError(`\`${this.source(head)}\` is no function and takes no value`, head)
    if (head.kind === 'nil') throw new TemplateError('`nil` alone is no value', head)
    return this.operand(head, dot)
  }

  private operand(operand: Operand, dot: GoValue): GoValue {
    switch (operand.kind) {
      case 'literal':
        return operand.value
      case 'dot':
        return dot
      case 'nil':
        return NIL
      case 'variable':
        return this.variable(operand.name, operand)
      case 'function':
        return this.call(operand, { args: [], piped: undefined, dot })
      case 'group':
        return this.pipeline(operand.pipe, dot)
      case 'chain':
        return this.chain(operand, dot)
      default:
        return operand satisfies never
    }
  }

  private variable(name: string, range: TemplateRange): GoValue {
    const slot = this.slots.findLast(candidate => candidate.name === name)
    if (slot === undefined) throw new TemplateError(`The variable \`${name}\` is not declared`, range)
    return slot.value
  }

  private chain(chain: Chain, dot: GoValue): GoValue {
    let value = this.operand(chain.of, dot)
    for (const field of chain.fields) value = this.field(value, field, chain)
    return value
  }

  private field(receiver: GoValue, name: string, chain: Chain): GoValue {
    if (receiver.kind === 'unknown') throw this.unknown(receiver, chain)
    if (receiver.kind !== 'map') {
      const what = receiver.kind === 'nil' ? 'nothing' : `a ${receiver.kind}`
      throw new TemplateError(`\`${this.source(chain)}\` asks ${what} for the field \`${name}\``, chain)
    }
    return receiver.entries.get(name) ?? this.noField(receiver, name, chain)
  }

  private noField({ entries }: GoMap, name: string, chain: Chain): never {
    const fix = didYouMean(name, entries.keys())
    const message = `\`${this.source(chain)}\` is not there: no key is \`${name}\``
    throw new TemplateError(message, { start: chain.start, end: chain.end, fix })
  }

  private source({ start, end }: TemplateRange): string {
    return this.text.slice(start, end).trim()
  }

  private call(head: FunctionName, { args, piped, dot }: Call): GoValue {
    const { name } = head
    if (name === 'and' || name === 'or') return this.shortCircuit(head, { args, piped, dot })
    const found = Object.hasOwn(this.functions, name) ? this.functions[name] : undefined
    if (found === undefined) throw new TemplateGap(`the function \`${name}\` is not evaluated`, head)
    this.checkCount(found, head, args.length + (piped === undefined ? 0 : 1))
    const given: { value: GoValue; operand: Operand }[] = args.map(arg => ({
      value: this.operand(arg, dot),
      operand: arg,
    }))
    if (piped !== undefined) given.push({ value: piped, operand: head })
    const taken = given.map(({ value, operand }, index) =>
      this.argument(value, found.parameters[index] ?? found.rest ?? 'any', operand),
    )
    const result = this.apply(found, taken, head)
    if (!found.keepsOrigin || result.at !== undefined) return result
    return { ...result, at: given.findLast(({ value }) => value.at !== undefined)?.value.at }
  }

  private apply(found: GoFunction, args: readonly Argument[], head: FunctionName): GoValue {
    try {
      return found.call(args)
    } catch (error) {
      if (error instanceof CallGap) throw new TemplateGap(error.message, head)
      if (!(error instanceof CallError)) throw error
      throw new TemplateError(`\`${head.name}\` fails: ${error.message}`, head)
    }
  }

  private shortCircuit(head: FunctionName, { args, piped, dot }: Call): GoValue {
    if (args.length === 0 && piped === undefined)
      throw new TemplateError(`\`${head.name}\` takes at least one value`, head)
    let value: GoValue = piped ?? NIL
    for (const arg of args) {
      value = this.operand(arg, dot)
      if (value.kind === 'unknown') throw this.unknown(value, arg)
      if (isTrue(value) === (head.name === 'or')) return value
    }
    return piped ?? value
  }

  private checkCount({ parameters, rest }: GoFunction, head: FunctionName, count: number): void {
    const isEnough = rest === undefined ? count === parameters.length : count >= parameters.length
    if (isEnough) return
    const wanted = `${rest === undefined ? '' : 'at least '}${String(parameters.length)}`
    throw new TemplateError(`\`${head.name}\` takes ${wanted} values, not ${String(count)}`, head)
  }

  private argument(value: GoValue, type: ParameterType, operand: Operand): Argument {
    if (value.kind === 'unknown') throw this.unknown(value, operand)
    if (type === 'any') return value
    const fitting = operand.kind === 'nil' ? NO_MAP[type] : fittingArgument(value, type, operand)
    if (fitting !== undefined) return fitting
    const found = value.kind === 'nil' ? 'nothing' : typeName(value)
    throw new TemplateError(
      `\`${this.source(operand)}\` is ${found} where ${TYPE_NAMES[type]} must stand`,
      operand,
    )
  }
}

interface Call {
  readonly args: readonly Operand[]
  readonly piped: GoValue | undefined
  readonly dot: GoValue
}

const TYPE_NAMES = {
  any: 'a value',
  text: 'string',
  integer: 'int',
  float: 'float64',
  boolean: 'bool',
  map: 'a map',
} as const satisfies Record<ParameterType, string>

/** What `nil` stands for where no value of any type may. */
const NO_MAP: Readonly<Partial<Record<ParameterType, Argument>>> = {
  map: { kind: 'map', entries: new Map() },
}

/** Go passes a value on where it is of the parameter's own type, and a constant where it can be. */
function fittingArgument(value: GoValue, type: ParameterType, operand: Operand): Argument | undefined {
  switch (type) {
    case 'any':
      return value
    case 'map':
      return value.kind === 'map' && value.isOfTexts !== true ? value : undefined
    case 'integer':
    case 'float':
      return numberArgument(value, type, operand.kind === 'literal' && operand.isNumber)
    default:
      return plainArgument(value, type)
  }
}

function plainArgument(value: GoValue, type: 'text' | 'boolean'): Argument | undefined {
  if (value.kind !== type) return undefined
  return value.kind === 'text' ? value.text : value.value
}

function numberArgument(value: GoValue, type: 'integer' | 'float', isConstant: boolean): number | undefined {
  if (value.kind === 'float') {
    return type === 'float' || (isConstant && Number.isSafeInteger(value.value)) ? value.value : undefined
  }
  if (value.kind !== 'integer' || value.isLong) return undefined
  return type === 'integer' || isConstant ? Number(value.value) : undefined
}
