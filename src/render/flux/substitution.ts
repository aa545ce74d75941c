import { objectIdOf } from '../../lib/kubernetes-id.ts'
import type { BuildProblem } from '../../model/build.ts'
import { repoPath } from '../../model/location.ts'
import type { Mapping, Node } from '../../model/node.ts'
import { type Resource, shortId } from '../../model/resource.ts'
import { parseYaml } from '../../read/yaml/parse.ts'
import { type Emitted, emitWithSpans } from '../yaml/emit.ts'
import { placeOf } from '../yaml/emitted-place.ts'
import { substitute, type Substituted } from './envsubst/substitute.ts'
import { Rebase } from './rebase.ts'
import type { VariableSet } from './variables.ts'

export interface Substitution {
  readonly variables: VariableSet
}

/**
 * An object with its variables replaced as Flux does it: in the text of the whole object, which is then read again
 * (spec/flux.md 2.2). A name without a value is kept as it is written, and reported where all names are known.
 */
export function substituteResource(
  resource: Resource,
  { variables }: Substitution,
  problems: BuildProblem[],
): Resource {
  if (!holdsDollar(resource.node)) return resource
  const emitted = emitWithSpans(resource.node)
  const values = new Map([...variables.variables].map(([name, { value }]) => [name, value]))
  for (const name of variables.hidden) values.set(name, `\${${name}}`)
  const first = substitute(emitted.text, values, { strict: false })
  const report = (problem: BuildProblem): void => {
    problems.push({ ...problem, trail: resource.trail })
  }
  if (first.error !== undefined) {
    report(brokenExpression(resource, emitted, first.error))
    return resource
  }
  const unset = first.uses.filter(use => use.source === 'nothing')
  if (isMistake(resource, variables)) for (const use of unset) report(undefinedVariable(emitted, use))
  const isKept = unset.length > 0 && variables.whenUnset === 'keep'
  if (isKept) for (const { name } of unset) values.set(name, `\${${name}}`)
  const { text } = isKept ? substitute(emitted.text, values, { strict: false }) : first
  return reread(resource, text, { variables, report })
}

/** Whether a name without a value is one: all names are known, and somebody but a reader would miss it. */
function isMistake({ id }: Resource, { isComplete, isLenient = false }: VariableSet): boolean {
  return isComplete && !(isLenient && id.kind === 'CustomResourceDefinition')
}

interface Reread {
  readonly variables: VariableSet
  readonly report: (problem: BuildProblem) => void
}

function reread(resource: Resource, text: string, { variables, report }: Reread): Resource {
  const parsed = parseYaml({ path: repoPath(''), text }, 'sigs')
  const root = parsed.documents.find(document => document.root !== undefined)?.root
  const node = root?.kind === 'map' ? rebased(root, resource.node, variables) : undefined
  const id = node === undefined ? undefined : objectIdOf(node)
  if (node !== undefined && id !== undefined) return { ...resource, node, id }
  const at = firstDollar(resource.node) ?? resource.node
  report({ code: 'substitution', at, message: brokenObject(resource, parsed.problems[0]?.message) })
  return resource
}

function rebased(root: Mapping, before: Mapping, { variables }: VariableSet): Mapping | undefined {
  const node = new Rebase(variables).node(root, before)
  return node.kind === 'map' ? node : undefined
}

function brokenObject({ id }: Resource, reason: string | undefined): string {
  return reason === undefined
    ? `\`${shortId(id)}\` is no Kubernetes object after substitution.`
    : `\`${shortId(id)}\` cannot be read after substitution: ${reason}`
}

function undefinedVariable(emitted: Emitted, use: Substituted['uses'][number]): BuildProblem {
  return {
    code: 'undefined-variable',
    at: placeOf(emitted, use.start, use.end),
    message: `The variable \`${use.name}\` is not defined.`,
  }
}

function brokenExpression(
  resource: Resource,
  emitted: Emitted,
  { message, start, end }: { message: string; start: number; end: number },
): BuildProblem {
  const reason = `Variables of \`${shortId(resource.id)}\` cannot be substituted: ${message}.`
  return { code: 'substitution', at: placeOf(emitted, start, end), message: reason }
}

function holdsDollar(node: Node): boolean {
  return firstDollar(node) !== undefined
}

function firstDollar(node: Node): Node | undefined {
  switch (node.kind) {
    case 'scalar':
      return node.text.includes('$') ? node : undefined
    case 'list':
      return firstOf(node.items)
    case 'map':
      return firstInMap(node)
    default:
      return node satisfies never
  }
}

function firstOf(items: readonly Node[]): Node | undefined {
  for (const item of items) {
    const found = firstDollar(item)
    if (found !== undefined) return found
  }
  return undefined
}

function firstInMap(node: Mapping): Node | undefined {
  for (const { key, value } of node.entries.values()) {
    const found = firstDollar(key) ?? firstDollar(value)
    if (found !== undefined) return found
  }
  return undefined
}
