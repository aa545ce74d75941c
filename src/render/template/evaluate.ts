import type { Budget } from './budget.ts'
import { Evaluation } from './evaluation.ts'
import type { FunctionTable } from './function.ts'
import { parseTemplate } from './parse.ts'
import type { Template } from './syntax.ts'
import { TemplateGap, type TemplateRange } from './template-error.ts'
import { UNEVALUATED_FUNCTIONS } from './unevaluated-functions.ts'
import type { Node } from '../../model/node.ts'

/** A part of what a template printed. */
export interface Piece {
  /** Offsets into the output. */
  readonly start: number
  readonly end: number
  /** What of the template printed it: the text itself, or an action. */
  readonly from: TemplateRange
  readonly isText: boolean
  /** The value that an action printed, where nothing but its form was changed. */
  readonly at: Node | undefined
}

export interface Rendered {
  readonly text: string
  /** In the order of the text, without gaps between them. */
  readonly pieces: readonly Piece[]
}

/**
 * Reads a template of Go's text/template with the delimiters `<<` and `>>`, missing keys being mistakes.
 * @throws TemplateError, TemplateGap
 */
export function readTemplate(text: string, functions: FunctionTable): Template {
  const template = parseTemplate(text)
  const unknown = template.named.find(({ name }) => !isKnown(name, functions))
  if (unknown !== undefined) throw new TemplateGap(`the function \`${unknown.name}\` is unknown`, unknown)
  return template
}

/**
 * Runs it.
 * @throws TemplateError, TemplateGap
 */
export function runTemplate(template: Template, functions: FunctionTable, budget: Budget): Rendered {
  return new Evaluation(template, functions, budget).run()
}

function isKnown(name: string, functions: FunctionTable): boolean {
  return Object.hasOwn(functions, name) || UNEVALUATED_FUNCTIONS.has(name) || name === 'and' || name === 'or'
}
