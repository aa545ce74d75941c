import { itemsAt, mapAt, textAt } from '../../lib/node.ts'
import type { Origin } from '../../model/location.ts'
import type { Mapping, Node, Scalar } from '../../model/node.ts'
import type { Resource } from '../../model/resource.ts'
import { scalarBefore, textBefore } from './variable-sources.ts'

/** A `${name}` that nothing has replaced. */
export interface OpenVariable {
  readonly name: string
  readonly at: Origin
}

export const EXPRESSION: RegExp = /(?<!\$)(?:\$\$)*\$\{([A-Za-z_]\w*)\}/g

/** Kinds whose text is read by others, who may have variables of their own. */
const TEXTS: ReadonlySet<string> = new Set([
  'ConfigMap',
  'CustomResourceDefinition',
  'GrafanaDashboard',
  'Secret',
])

/** Fields that a shell or a kubelet may read. */
export const SCRIPTS: ReadonlySet<string> = new Set(['args', 'command', 'script'])

/**
 * Every `${name}` of an object that is Flux's, as far as can be told: it stands in a text of one line that no script
 * reads, and the object itself has no variable of that name.
 */
export function* openVariables({ id, node }: Resource): Generator<OpenVariable> {
  if (TEXTS.has(id.kind)) return
  let environment: ReadonlySet<string> | undefined
  for (const scalar of lineScalars(node)) {
    for (const [, name = ''] of textBefore(scalar).matchAll(EXPRESSION)) {
      environment ??= new Set(environmentOf(node))
      if (scalar.text.includes(`\${${name}}`) && !environment.has(name)) {
        yield { name, at: expressionPlace(scalarBefore(scalar), name) }
      }
    }
  }
}

function* lineScalars(node: Node): Generator<Scalar> {
  if (node.kind === 'scalar') {
    if (node.text.includes('${') && !node.text.includes('\n')) yield node
  } else if (node.kind === 'list') for (const item of node.items) yield* lineScalars(item)
  else {
    for (const [key, { value }] of node.entries) if (!SCRIPTS.has(key)) yield* lineScalars(value)
  }
}

/** The names under every `env`, of a container as of a chart’s values. */
export function* environmentOf(node: Node): Generator<string> {
  if (node.kind === 'list') for (const item of node.items) yield* environmentOf(item)
  if (node.kind !== 'map') return
  yield* namesUnder(node)
  for (const { value } of node.entries.values()) yield* environmentOf(value)
}

function* namesUnder(node: Mapping): Generator<string> {
  for (const field of ['env', 'extraEnv', 'extraEnvVars']) {
    for (const item of itemsAt(node, field)) yield textAt(item, 'name') ?? ''
    for (const name of mapAt(node, field)?.entries.keys() ?? []) yield name
  }
}

/** Where `${name}` stands in the text that wrote it. */
export function expressionPlace(scalar: Scalar, name: string): Origin {
  const { file, start, end } = scalar
  const expression = `\${${name}}`
  const at = file.text.slice(start, end).indexOf(expression)
  return at < 0 ? scalar : { file, start: start + at, end: start + at + expression.length }
}
