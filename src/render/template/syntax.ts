import type { TemplateRange } from './template-error.ts'
import type { GoValue } from './value.ts'

export interface TextPart extends TemplateRange {
  readonly kind: 'text'
}

export interface ActionPart extends TemplateRange {
  readonly kind: 'action'
  readonly pipe: Pipeline
}

export interface BranchPart extends TemplateRange {
  readonly kind: 'if' | 'with' | 'range'
  readonly pipe: Pipeline
  readonly body: readonly Part[]
  readonly otherwise: readonly Part[]
}

export interface JumpPart extends TemplateRange {
  readonly kind: 'break' | 'continue'
}

export interface CallPart extends TemplateRange {
  readonly kind: 'template'
  readonly name: string
  readonly pipe: Pipeline | undefined
}

/** A piece of a template: text, or what stands between two delimiters and what it encloses. */
export type Part = TextPart | ActionPart | BranchPart | JumpPart | CallPart

export interface Pipeline extends TemplateRange {
  /** `$i, $x :=`, or `=` where `isAssignment`. */
  readonly names: readonly string[]
  readonly isAssignment: boolean
  readonly commands: readonly Command[]
}

/** An operand, and its arguments where it is a function. */
export interface Command extends TemplateRange {
  readonly head: Operand
  readonly args: readonly Operand[]
}

export interface Literal extends TemplateRange {
  readonly kind: 'literal'
  readonly value: GoValue
  /** A number without a fraction, which Go also takes for a float or an integer. */
  readonly isNumber: boolean
}

export interface Chain extends TemplateRange {
  readonly kind: 'chain'
  readonly of: Dot | Variable | FunctionName | Group
  readonly fields: readonly string[]
}

export interface Dot extends TemplateRange {
  readonly kind: 'dot'
}

export interface Nil extends TemplateRange {
  readonly kind: 'nil'
}

export interface Variable extends TemplateRange {
  readonly kind: 'variable'
  readonly name: string
}

export interface FunctionName extends TemplateRange {
  readonly kind: 'function'
  readonly name: string
}

export interface Group extends TemplateRange {
  readonly kind: 'group'
  readonly pipe: Pipeline
}

export type Operand = Literal | Chain | Dot | Nil | Variable | FunctionName | Group

export interface Template {
  readonly text: string
  readonly parts: readonly Part[]
  /** What `define` and `block` name. */
  readonly defined: ReadonlyMap<string, readonly Part[]>
  /** Every function that stands in it. */
  readonly named: readonly FunctionName[]
}
