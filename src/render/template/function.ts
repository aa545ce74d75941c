import type { GoMap, GoUnknown, GoValue } from './value.ts'

/** What a parameter of a Go function takes, and what our side gets for it. */
interface Types {
  readonly any: GoValue
  readonly text: string
  /** Go's `int`; an `int64` is refused. */
  readonly integer: number
  readonly float: number
  readonly boolean: boolean
  readonly map: GoMap
}

export type ParameterType = keyof Types

type Arguments<P extends readonly ParameterType[]> = { [I in keyof P]: Types[P[I]] }

/** An argument whose type fits its parameter. */
export type Argument = Types[ParameterType]

/** A function that a template can call. */
export interface GoFunction {
  readonly parameters: readonly ParameterType[]
  /** What the arguments behind `parameters` are; undefined where there may be none. */
  readonly rest: ParameterType | undefined
  /** The result says the same as the last argument, in another form: it was written where that was written. */
  readonly keepsOrigin: boolean
  call(args: readonly Argument[]): GoValue
}

/** A function with as many parameters as are given. */
export function fixed<const P extends readonly ParameterType[]>(
  parameters: P,
  body: (...args: Arguments<P>) => GoValue,
): GoFunction {
  // The evaluator has checked number and types.
  const call = (args: readonly Argument[]): GoValue => body(...(args as unknown as Arguments<P>))
  return { parameters, rest: undefined, keepsOrigin: false, call }
}

/** A function with any number of arguments behind its parameters. */
export function variadic<const P extends readonly ParameterType[], R extends ParameterType>(
  parameters: P,
  rest: R,
  body: (rest: readonly Types[R][], ...args: Arguments<P>) => GoValue,
): GoFunction {
  const call = (args: readonly Argument[]): GoValue =>
    body(
      args.slice(parameters.length) as Types[R][],
      ...(args.slice(0, parameters.length) as unknown as Arguments<P>),
    )
  return { parameters, rest, keepsOrigin: false, call }
}

/** A function whose result is its last argument in another form. */
export function transparent(inner: GoFunction): GoFunction {
  return { ...inner, keepsOrigin: true }
}

export type FunctionTable = Readonly<Record<string, GoFunction>>

/** What a function refuses in the cluster, too. */
export class CallError extends Error {
  override readonly name = 'CallError'
}

/** What only the function in the cluster can tell. */
export class CallGap extends Error {
  override readonly name = 'CallGap'
}

/** The gap that a value of the cluster leaves wherever it would be read. */
export function unknownMessage({ what }: GoUnknown): string {
  return `${what} is known in the cluster only`
}
