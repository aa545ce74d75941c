import { isTrueAt, itemsAt, scalarAt, textAt, valueAt, valueIn } from '../../lib/node.ts'
import type { EdgeType, GraphNode, Reference } from '../../model/graph.ts'
import type { Node } from '../../model/node.ts'
import { type GroupKind, groupKind } from '../../model/resource.ts'
import { HELM_GROUP, KUSTOMIZE_GROUP, OPERATOR_GROUP, SOURCE_GROUP, specOf } from '../../render/flux/spec.ts'
import { SOURCE_EXTENSIONS_GROUP } from './flux-object.ts'
import { demandsReadiness, type ReadyQuestion } from './ready-expression.ts'

/** What an object of some kind says about others; `additive` are the groups whose `readyExpr` adds to Flux's own checks. */
type Reader = (from: GraphNode, additive: ReadonlySet<string>) => Iterable<Reference>

const READERS: ReadonlyMap<GroupKind, Reader> = new Map<GroupKind, Reader>([
  [`${KUSTOMIZE_GROUP}/Kustomization`, kustomizationReferences],
  [`${HELM_GROUP}/HelmRelease`, helmReleaseReferences],
  [`${OPERATOR_GROUP}/ResourceSet`, resourceSetReferences],
  [`${SOURCE_GROUP}/GitRepository`, gitRepositoryReferences],
  [`${SOURCE_GROUP}/HelmChart`, helmChartReferences],
  [`${SOURCE_EXTENSIONS_GROUP}/ArtifactGenerator`, artifactGeneratorReferences],
])

/** The references that stand in an object itself, in the order of its kind's table, then of the file. */
export function* referencesOf(node: GraphNode, additive: ReadonlySet<string>): Generator<Reference> {
  yield* READERS.get(groupKind(node.resource.id))?.(node, additive) ?? []
}

function* kustomizationReferences(from: GraphNode, additive: ReadonlySet<string>): Generator<Reference> {
  const spec = specOf(from.resource)
  yield* dependencies(from, additive)
  yield* reference(from, 'sourceRef', { value: valueAt(spec, 'sourceRef'), group: SOURCE_GROUP })
  // With `wait: true` the controller does not read `healthChecks` (spec/flux.md 3.4).
  if (!isTrueAt(spec, 'wait')) yield* healthChecks(from)
}

function* helmReleaseReferences(from: GraphNode, additive: ReadonlySet<string>): Generator<Reference> {
  const spec = specOf(from.resource)
  const sourceRef = valueIn(spec, 'chart', 'spec', 'sourceRef')
  yield* dependencies(from, additive)
  yield* reference(from, 'sourceRef', { value: sourceRef, group: SOURCE_GROUP })
  yield* reference(from, 'chartRef', { value: valueAt(spec, 'chartRef'), group: SOURCE_GROUP })
}

const OF_RESOURCE_SET: ReadyQuestion = { prefix: '', isKustomization: false }

function* resourceSetReferences(from: GraphNode): Generator<Reference> {
  for (const value of itemsAt(specOf(from.resource), 'dependsOn')) {
    const isReady = isTrueAt(value, 'ready')
    const condition = isReady ? conditionOf(value, OF_RESOURCE_SET) : { isOfExistence: true }
    // The operator takes a missing namespace for none (spec/flux.md 7.4).
    yield* reference(from, 'dependsOn', { value, group: groupOf(value), namespace: '', condition })
  }
  for (const value of itemsAt(specOf(from.resource), 'inputsFrom')) {
    yield* reference(from, 'sourceRef', { value, group: OPERATOR_GROUP, kind: 'ResourceSetInputProvider' })
  }
}

function* gitRepositoryReferences(from: GraphNode): Generator<Reference> {
  for (const item of itemsAt(specOf(from.resource), 'include')) {
    const value = valueAt(item, 'repository')
    yield* reference(from, 'sourceRef', { value, group: SOURCE_GROUP, kind: 'GitRepository' })
  }
}

function* helmChartReferences(from: GraphNode): Generator<Reference> {
  const value = valueAt(specOf(from.resource), 'sourceRef')
  yield* reference(from, 'sourceRef', { value, group: SOURCE_GROUP })
}

function* artifactGeneratorReferences(from: GraphNode): Generator<Reference> {
  for (const value of itemsAt(specOf(from.resource), 'sources')) {
    yield* reference(from, 'sourceRef', { value, group: SOURCE_GROUP })
  }
}

/** `dependsOn` of a Kustomization or HelmRelease: always of the same kind (spec/flux.md 3.1, 3.2). */
function* dependencies(from: GraphNode, additive: ReadonlySet<string>): Generator<Reference> {
  const { group, kind } = from.resource.id
  const question: ReadyQuestion = { prefix: 'dep.', isKustomization: group === KUSTOMIZE_GROUP }
  for (const value of itemsAt(specOf(from.resource), 'dependsOn')) {
    const condition = additive.has(group) ? {} : conditionOf(value, question)
    yield* reference(from, 'dependsOn', { value, group, kind, condition })
  }
}

type Condition = Pick<Reference, 'isByExpression' | 'isDoubtful' | 'isOfExistence'>

/** A `readyExpr` stands for all other checks (spec/flux.md 3.1); what does not ask for `Ready` may hold before. */
function conditionOf(value: Node, question: ReadyQuestion): Condition {
  const expression = textAt(value, 'readyExpr') ?? ''
  if (expression === '') return {}
  if (demandsReadiness(expression, question)) return { isByExpression: true }
  return {
    isByExpression: true,
    ...(expression.includes('Ready') ? { isDoubtful: true } : { isOfExistence: true }),
  }
}

/** Unlike in other references, a missing namespace is not the referrer's (spec/flux.md 3.4). */
function* healthChecks(from: GraphNode): Generator<Reference> {
  for (const value of itemsAt(specOf(from.resource), 'healthChecks')) {
    yield* reference(from, 'waits-for', { value, group: groupOf(value), namespace: '' })
  }
}

interface Named {
  /** The mapping with `name`, and `kind` and `namespace` where they may be said. */
  readonly value: Node | undefined
  readonly group: string
  /** Where the field allows one kind only. */
  readonly kind?: string
  /** Where a missing namespace is not the referrer's. */
  readonly namespace?: string
  readonly condition?: Condition
}

function* reference(from: GraphNode, type: EdgeType, named: Named): Generator<Reference> {
  const name = scalarAt(named.value, 'name')
  const kind = named.kind ?? textAt(named.value, 'kind')
  if (name === undefined || name.value === null || kind === undefined) return
  const said = textAt(named.value, 'namespace') ?? ''
  const namespace = said === '' ? (named.namespace ?? from.resource.id.namespace) : said
  const target = { group: named.group, kind, namespace, name: name.text }
  yield { type, from, target, at: name, ...named.condition }
}

function groupOf(value: Node): string {
  const apiVersion = textAt(value, 'apiVersion') ?? ''
  const slash = apiVersion.indexOf('/')
  return slash < 0 ? '' : apiVersion.slice(0, slash)
}
