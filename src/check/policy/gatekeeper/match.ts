import { itemsAt, mapAt, textAt } from '../../../lib/node.ts'
import { textsAt } from '../texts-at.ts'
import type { Node } from '../../../model/node.ts'
import type { Resource } from '../../../model/resource.ts'
import {
  type Labels,
  type LabelSelector,
  labelsOf,
  readSelector,
  type SelectorMistake,
  selects,
} from './label-selector.ts'
import { shapeMistake } from './match-shape.ts'

/** `spec.match` of a constraint. What is left out takes everything. */
export interface Match {
  readonly kinds: readonly { readonly groups: readonly string[]; readonly kinds: readonly string[] }[]
  readonly namespaces: readonly string[]
  readonly excludedNamespaces: readonly string[]
  readonly scope: string
  readonly name: string
  readonly source: string
  readonly labelSelector: LabelSelector | undefined
  readonly namespaceSelector: LabelSelector | undefined
}

/** `unknown`: the labels of its namespace decide, and the repository does not say what they are. */
export type Verdict = 'yes' | 'no' | 'unknown'

/** The label that the API server gives to every namespace. */
export const NAME_LABEL = 'kubernetes.io/metadata.name'

/** https://open-policy-agent.github.io/gatekeeper/website/docs/howto#the-match-field */
export function readMatch(node: Node | undefined): Match | SelectorMistake {
  const mistake = shapeMistake(node)
  if (mistake !== undefined) return mistake
  const labelSelector = selectorAt(node, 'labelSelector')
  const namespaceSelector = selectorAt(node, 'namespaceSelector')
  if (labelSelector !== undefined && 'message' in labelSelector) return labelSelector
  if (namespaceSelector !== undefined && 'message' in namespaceSelector) return namespaceSelector
  return {
    kinds: itemsAt(node, 'kinds').map(item => ({
      groups: textsAt(item, 'apiGroups'),
      kinds: textsAt(item, 'kinds'),
    })),
    namespaces: textsAt(node, 'namespaces'),
    excludedNamespaces: textsAt(node, 'excludedNamespaces'),
    scope: textAt(node, 'scope') ?? '*',
    name: textAt(node, 'name') ?? '',
    source: textAt(node, 'source') ?? 'All',
    labelSelector,
    namespaceSelector,
  }
}

function selectorAt(node: Node | undefined, key: string): LabelSelector | SelectorMistake | undefined {
  const found = mapAt(node, key)
  return found === undefined ? undefined : readSelector(found)
}

/** What the labels of namespaces are read from. */
export interface Surroundings {
  /** By name. */
  readonly namespaces: ReadonlyMap<string, Resource>
  /** Whether an API server gives each namespace the label of its name; gator has none. */
  readonly isServed: boolean
}

/** Objects come from Git, so their source is `Original`. */
export function matches(match: Match, resource: Resource, surroundings: Surroundings): Verdict {
  const { id } = resource
  const isMatch =
    matchesKind(match, resource) &&
    matchesNamespace(match, resource) &&
    matchesScope(match, resource) &&
    match.source !== 'Generated' &&
    (match.name === '' || matchesWildcard(match.name, id.name)) &&
    (match.labelSelector === undefined || selects(match.labelSelector, labelsIn(resource, surroundings)))
  return isMatch ? matchesNamespaceLabels(match, resource, surroundings) : 'no'
}

function isNamespace({ id }: Resource): boolean {
  return id.kind === 'Namespace' && id.group === ''
}

function matchesKind({ kinds }: Match, { id }: Resource): boolean {
  const has = (names: readonly string[], name: string): boolean =>
    names.length === 0 || names.includes('*') || names.includes(name)
  return kinds.length === 0 || kinds.some(entry => has(entry.kinds, id.kind) && has(entry.groups, id.group))
}

/** Objects without a namespace always match, namespaces by their own name. */
function matchesNamespace({ namespaces, excludedNamespaces }: Match, resource: Resource): boolean {
  const namespace = isNamespace(resource) ? resource.id.name : resource.id.namespace
  if (namespace === '') return true
  const isListed = (wildcards: readonly string[]): boolean =>
    wildcards.some(wildcard => matchesWildcard(wildcard, namespace))
  return (namespaces.length === 0 || isListed(namespaces)) && !isListed(excludedNamespaces)
}

function matchesScope({ scope }: Match, resource: Resource): boolean {
  const isNamespaced = resource.id.namespace !== '' && !isNamespace(resource)
  if (scope === 'Cluster') return !isNamespaced
  return scope === 'Namespaced' ? isNamespaced : true
}

/** A star counts at the start and at the end only. */
export function matchesWildcard(wildcard: string, text: string): boolean {
  const isPrefix = wildcard.endsWith('*')
  const isSuffix = wildcard.startsWith('*')
  if (isPrefix && isSuffix) return text.includes(wildcard.slice(1, Math.max(1, wildcard.length - 1)))
  if (isSuffix) return text.endsWith(wildcard.slice(1))
  return isPrefix ? text.startsWith(wildcard.slice(0, -1)) : text === wildcard
}

function matchesNamespaceLabels(match: Match, resource: Resource, surroundings: Surroundings): Verdict {
  const selector = match.namespaceSelector
  if (selector === undefined) return 'yes'
  if (isNamespace(resource)) return verdict(selects(selector, labelsIn(resource, surroundings)))
  if (resource.id.namespace === '') return 'yes'
  const namespace = surroundings.namespaces.get(resource.id.namespace)
  if (namespace !== undefined) return verdict(selects(selector, labelsIn(namespace, surroundings)))
  const isKnown = surroundings.isServed && selector.requirements.every(({ key }) => key === NAME_LABEL)
  return isKnown ? verdict(selects(selector, new Map([[NAME_LABEL, resource.id.namespace]]))) : 'unknown'
}

function verdict(isMatch: boolean): Verdict {
  return isMatch ? 'yes' : 'no'
}

function labelsIn(resource: Resource, { isServed }: Surroundings): Labels {
  const labels = labelsOf(resource.node)
  return isServed && isNamespace(resource) ? new Map(labels).set(NAME_LABEL, resource.id.name) : labels
}
