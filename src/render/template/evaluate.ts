import type { Budget } from './budget.ts'
import { Evaluation } from './evaluation.ts'
import type { FunctionTable } from './function.ts'
import { parseTemplate } from './parse.ts'
import type { Template } from './syntax.ts'
import type { Rendered } from './output.ts'
import { TemplateGap } from './template-error.ts'
import { UNEVALUATED_FUNCTIONS } from './unevaluated-functions.ts'

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
