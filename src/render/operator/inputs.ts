import { itemsAt, mapAt, scalarAt, textAt, valueAt } from '../../lib/node.ts'
import { compareText } from '../../lib/order.ts'
import type { BuildGap, BuildProblem } from '../../model/build.ts'
import type { Mapping, Node } from '../../model/node.ts'
import { type Resource, shortId } from '../../model/resource.ts'
import { nameOrigin, OPERATOR_GROUP, specOf } from '../flux/spec.ts'
import { fromNode, goMap, type GoMap, goText, type GoUnknown, type GoValue } from '../template/value.ts'
import { type InputSource, permutations } from './permutations.ts'
import { matchesLabels } from './label-selector.ts'

/** What each rendering of a ResourceSet's templates gets as `inputs`. */
export interface InputSets {
  readonly sets: readonly GoMap[]
  readonly problems: readonly BuildProblem[]
  readonly gaps: readonly BuildGap[]
}

/** What only the cluster knows: it comes of the object's UID. */
const UNKNOWN_ID: GoUnknown = { kind: 'unknown', what: 'the `id` of an input' }

/**
 * `inputs`, then those of the providers that `inputsFrom` names, in the order of their names (spec/flux.md 7.4).
 * `providers`: the ResourceSetInputProviders in the namespace of `owner`.
 */
export function inputSets(owner: Resource, providers: readonly Resource[]): InputSets {
  const spec = specOf(owner)
  const references = itemsAt(spec, 'inputsFrom')
  const inline = itemsAt(spec, 'inputs').filter(item => item.kind === 'map')
  if (inline.length === 0 && references.length === 0) return { sets: [goMap([])], problems: [], gaps: [] }
  const gaps: BuildGap[] = []
  const provided = [...providersOf(references, { owner, providers, gaps })]
  const own = { name: owner.id.name, sets: inline.map(item => inputSet(item, owner)) }
  const sources = [...(inline.length > 0 ? [own] : []), ...provided]
  const strategy = valueAt(spec, 'inputStrategy')
  if (textAt(strategy, 'name') !== 'Permute') {
    return { sets: sources.flatMap(({ sets }) => sets), problems: [], gaps }
  }
  // A product of which a factor is unknown is unknown.
  if (gaps.length > 0) return { sets: [], problems: [], gaps }
  const product = permutations(sources, UNKNOWN_ID)
  if (product !== undefined) return { sets: product, problems: [], gaps }
  const message = `The inputs of \`${shortId(owner.id)}\` make more than 10000 permutations.`
  const at = scalarAt(strategy, 'name') ?? nameOrigin(owner)
  return { sets: [], problems: [{ code: 'template', at, message }], gaps }
}

interface Collecting {
  readonly owner: Resource
  readonly providers: readonly Resource[]
  readonly gaps: BuildGap[]
}

function* providersOf(references: readonly Node[], collecting: Collecting): Generator<InputSource> {
  const found = new Map<string, { provider: Resource; at: Node }>()
  for (const reference of references) {
    for (const provider of referred(reference, collecting)) {
      found.set(provider.id.name, { provider, at: scalarAt(reference, 'name') ?? reference })
    }
  }
  for (const [name, { provider, at }] of [...found].sort(([a], [b]) => compareText(a, b))) {
    const type = textAt(specOf(provider), 'type') ?? ''
    if (type === 'Static')
      yield { name, sets: [inputSet(mapAt(specOf(provider), 'defaultValues'), provider)] }
    else collecting.gaps.push(unknownInputs(at, `\`${shortId(provider.id)}\` asks ${type} for them`))
  }
}

function referred(reference: Node, { owner, providers, gaps }: Collecting): readonly Resource[] {
  const name = scalarAt(reference, 'name')
  const selector = mapAt(reference, 'selector')
  const found = providers.filter(({ id, node }) =>
    name === undefined ? selector !== undefined && matchesLabels(selector, node) : id.name === name.text,
  )
  if (found.length > 0) return found
  const namespace = owner.id.namespace
  const reason =
    name === undefined
      ? `no provider in \`${namespace}\` has the labels`
      : `\`ResourceSetInputProvider ${namespace}/${name.text}\` is not in the repository`
  gaps.push(unknownInputs(name ?? reference, reason))
  return []
}

function unknownInputs(at: Node, reason: string): BuildGap {
  return { reason: 'unknown-values', at, message: `The inputs are unknown: ${reason}.` }
}

function inputSet(values: Node | undefined, { id }: Resource): GoMap {
  const given = values?.kind === 'map' ? entriesOf(values) : []
  const provider = goMap([
    ['apiVersion', goText(`${OPERATOR_GROUP}/v1`)],
    ['kind', goText(id.kind)],
    ['name', goText(id.name)],
    ['namespace', goText(id.namespace)],
  ])
  const entries = new Map<string, GoValue>([...given, ['id', UNKNOWN_ID], ['provider', provider]])
  return { kind: 'map', entries, at: values }
}

function entriesOf({ entries }: Mapping): [string, GoValue][] {
  return [...entries].map(([key, { value }]) => [key, fromNode(value)])
}
