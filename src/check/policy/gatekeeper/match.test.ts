import { expect, test } from 'vitest'
import { objectIdOf } from '../../../lib/kubernetes-id.ts'
import { repoPath } from '../../../model/location.ts'
import type { Resource } from '../../../model/resource.ts'
import { parseYaml } from '../../../read/yaml/parse.ts'
import { matches, matchesWildcard, readMatch, type Surroundings, type Verdict } from './match.ts'

function resource(text: string): Resource {
  const root = parseYaml({ path: repoPath('a.yaml'), text }, 'resource').documents[0]?.root
  const id = root?.kind === 'map' ? objectIdOf(root) : undefined
  if (root?.kind !== 'map' || id === undefined) throw new Error('the text is no object')
  return { id, node: root, trail: undefined }
}

const POD = resource(
  '{ apiVersion: v1, kind: Pod, metadata: { name: web-1, namespace: shop, labels: { app: web } } }',
)
const ROLE = resource(
  '{ apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: { name: reader } }',
)
const SHOP = resource('{ apiVersion: v1, kind: Namespace, metadata: { name: shop, labels: { team: shop } } }')
const SERVED: Surroundings = { namespaces: new Map([['shop', SHOP]]), isServed: true }

function verdict(match: string, object: Resource, surroundings = SERVED): Verdict {
  const node = parseYaml({ path: repoPath('m.yaml'), text: match }, 'resource').documents[0]?.root
  const read = readMatch(node)
  if ('message' in read) throw new Error(read.message)
  return matches(read, object, surroundings)
}

test('what says nothing matches everything', () => {
  expect([POD, ROLE, SHOP].map(object => verdict('{}', object))).toEqual(['yes', 'yes', 'yes'])
})

test.for([
  ['{ kinds: [{ apiGroups: [""], kinds: [Pod] }] }', 'yes', 'no', 'no'],
  ['{ kinds: [{ apiGroups: ["*"], kinds: [Pod, Namespace] }] }', 'yes', 'no', 'yes'],
  ['{ kinds: [{ kinds: ["*"] }] }', 'yes', 'yes', 'yes'],
  ['{ kinds: [{ apiGroups: [rbac.authorization.k8s.io] }] }', 'no', 'yes', 'no'],
  ['{ namespaces: [bank] }', 'no', 'yes', 'no'],
  ['{ namespaces: ["sh*"] }', 'yes', 'yes', 'yes'],
  ['{ excludedNamespaces: [shop] }', 'no', 'yes', 'no'],
  ['{ namespaces: [shop], excludedNamespaces: ["*op"] }', 'no', 'yes', 'no'],
  ['{ scope: Cluster }', 'no', 'yes', 'yes'],
  ['{ scope: Namespaced }', 'yes', 'no', 'no'],
  ['{ scope: namespaced }', 'yes', 'yes', 'yes'],
  ['{ namespaces: ["${team}*"] }', 'no', 'yes', 'no'],
  ['{ name: "web-*" }', 'yes', 'no', 'no'],
  ['{ source: Generated }', 'no', 'no', 'no'],
  ['{ source: Original }', 'yes', 'yes', 'yes'],
  ['{ labelSelector: { matchLabels: { app: web } } }', 'yes', 'no', 'no'],
  [
    '{ labelSelector: { matchExpressions: [{ key: app, operator: NotIn, values: [web] }] } }',
    'no',
    'yes',
    'yes',
  ],
  ['{ labelSelector: { matchExpressions: [{ key: app, operator: DoesNotExist }] } }', 'no', 'yes', 'yes'],
  ['{ namespaceSelector: { matchLabels: { team: shop } } }', 'yes', 'yes', 'yes'],
  ['{ namespaceSelector: { matchExpressions: [{ key: team, operator: Exists }] } }', 'yes', 'yes', 'yes'],
  ['{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: bank } } }', 'no', 'yes', 'no'],
] as const)('%s', ([match, pod, role, namespace]) => {
  expect([POD, ROLE, SHOP].map(object => verdict(match, object))).toEqual([pod, role, namespace])
})

test('of a namespace that is not there only the name is known', () => {
  const none: Surroundings = { namespaces: new Map(), isServed: true }
  expect(verdict('{ namespaceSelector: { matchLabels: { team: shop } } }', POD, none)).toBe('unknown')
  const byName = '{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: shop } } }'
  expect(verdict(byName, POD, none)).toBe('yes')
})

test('no label of the name where there is no API server', () => {
  const none: Surroundings = { namespaces: new Map(), isServed: false }
  const byName = '{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: shop } } }'
  expect(verdict(byName, POD, none)).toBe('unknown')
  expect(verdict(byName, POD, { ...SERVED, isServed: false })).toBe('no')
  expect(verdict(byName, SHOP, { ...SERVED, isServed: false })).toBe('no')
})

test('a star counts at both ends only', () => {
  const texts = ['kube-system', 'system', 'kube']
  const matched = (wildcard: string): string[] => texts.filter(text => matchesWildcard(wildcard, text))
  expect(matched('kube*')).toEqual(['kube-system', 'kube'])
  expect(matched('*system')).toEqual(['kube-system', 'system'])
  expect(matched('*e-s*')).toEqual(['kube-system'])
  expect(matched('*')).toEqual(texts)
  expect(matched('k*e')).toEqual([])
})

test.for([
  ['{ labelSelector: { matchExpressions: [{ key: a, operator: In }] } }', '`In` has no values.'],
  [
    '{ namespaceSelector: { matchExpressions: [{ key: a, operator: Exists, values: [b] }] } }',
    '`Exists` has values.',
  ],
  ['{ labelSelector: { matchExpressions: [{ operator: Exists }] } }', 'The expression has no `key`.'],
  ['{ labelSelector: { matchLabels: { a: 5 } } }', 'The label `a` is selected by what is no text.'],
  ['{ labelSelector: [app] }', '`labelSelector` is no mapping.'],
  ['{ namespaces: shop }', '`namespaces` is no list.'],
  ['{ namespaces: [5] }', '`namespaces` holds what is no text.'],
  [
    '{ excludedNamespaces: ["kube-*-system"] }',
    '`kube-*-system` is no name, nor one with `*` at its start or end.',
  ],
  ['{ name: web_1 }', '`web_1` is no name, nor one with `*` at its start or end.'],
  ['{ source: Git }', '`Git` is no source: it is one of All, Generated, Original.'],
  ['{ kinds: [{ kinds: Pod }] }', '`kinds` is no list.'],
  ['{ kinds: { kinds: [Pod] } }', '`kinds` is no list.'],
  ['{ kinds: [{ apiGroup: [apps] }] }', '`kinds` has no `apiGroup`. Did you mean `apiGroups`?'],
  ['{ namespace: [shop] }', '`match` has no `namespace`. Did you mean `namespaces`?'],
  ['[{ kinds: [{ kinds: [Pod] }] }]', '`match` is no mapping.'],
] as const)('the API server refuses %s', ([match, message]) => {
  expect(() => verdict(match, POD)).toThrow(message)
})
