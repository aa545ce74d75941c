import { mapAt, textAt } from '../../lib/node.ts'
import type { Mapping, Node, Scalar } from '../../model/node.ts'
import type { BuildGap } from '../../model/build.ts'
import type { ObjectId, Resource } from '../../model/resource.ts'
import { specOf, substituteFrom, type SubstituteFrom } from './spec.ts'

/** A variable's value and the place that gives it. */
export interface Variable {
  readonly value: string
  readonly at: Node
}

/** The variables of one Kustomization. */
export interface VariableSet {
  readonly variables: ReadonlyMap<string, Variable>
  /** Names that an object we cannot read may set: not in the repository, or encrypted. */
  readonly isComplete: boolean
  /** Whether the controller would substitute at all (spec/flux.md 2.2). */
  readonly isActive: boolean
  /** What stands for a name without a value: the expression as it is written, or nothing, as before Flux 2.9. */
  readonly whenUnset: 'keep' | 'empty'
  /** Before Flux 2.9 a name without a value is nothing, and no mistake in a text that only people read. */
  readonly isLenient?: boolean
  readonly gaps: readonly BuildGap[]
}

/** Finds a ConfigMap or Secret that the cluster delivers. */
export type FindObject = (id: Pick<ObjectId, 'kind' | 'namespace' | 'name'>) => Resource | undefined

/** Collects `postBuild` variables: `substituteFrom` in order, then `substitute` (spec/flux.md 2.1). */
export function collectVariables(owner: Resource, find: FindObject): VariableSet | undefined {
  const postBuild = mapAt(specOf(owner), 'postBuild')
  if (postBuild === undefined) return undefined
  const variables = new Map<string, Variable>()
  const gaps: BuildGap[] = []
  let isComplete = true
  for (const reference of substituteFrom(owner)) {
    const found = find({ kind: reference.kind, namespace: owner.id.namespace, name: reference.name })
    if (found === undefined || isEncrypted(found.node)) {
      isComplete = false
      if (found !== undefined || !reference.optional) gaps.push(unknownValues(reference, owner, found))
    }
    if (found !== undefined) addAll(variables, dataOf(found.node, reference.kind))
  }
  addAll(variables, entriesOf(mapAt(postBuild, 'substitute')))
  const always = textAt(postBuild, 'substituteStrategy') === 'Always'
  const isActive = variables.size > 0 || always || !isComplete
  return { variables, isComplete, gaps, isActive, whenUnset: 'keep' }
}

function unknownValues(
  { kind, name, at }: SubstituteFrom,
  owner: Resource,
  found: Resource | undefined,
): BuildGap {
  const id = `\`${kind} ${owner.id.namespace}/${name}\``
  return found === undefined
    ? { reason: 'unknown-values', at, message: `${id} is not in the repository; its variables are unknown.` }
    : { reason: 'encrypted', at, message: `${id} is encrypted; the values of its variables are unknown.` }
}

function isEncrypted(node: Mapping): boolean {
  return node.entries.has('sops')
}

function addAll(variables: Map<string, Variable>, found: Iterable<readonly [string, Scalar]>): void {
  for (const [name, at] of found) variables.set(name, { value: at.text.replaceAll('\n', ''), at })
}

function* entriesOf(map: Mapping | undefined): Generator<readonly [string, Scalar]> {
  for (const [name, { value }] of map?.entries ?? []) {
    if (value.kind === 'scalar') yield [name, value]
  }
}

function* dataOf(node: Mapping, kind: string): Generator<readonly [string, Scalar]> {
  if (isEncrypted(node)) return
  if (kind !== 'Secret') {
    yield* entriesOf(mapAt(node, 'data'))
    return
  }
  for (const [name, value] of entriesOf(mapAt(node, 'data'))) {
    yield [name, { ...value, text: Buffer.from(value.text, 'base64').toString('utf8') }]
  }
  yield* entriesOf(mapAt(node, 'stringData'))
}
