import { expect, test } from 'vitest'
import {
  objectsIn,
  printed,
  reported,
  setting,
  smallContext,
  writtenAt,
} from '../../../../test/kustomize-objects.ts'
import { scalarAt } from '../../../lib/node.ts'
import type { Scalar } from '../../../model/node.ts'
import { DEFAULT_FIELD_SPECS } from '../field-specs.ts'
import { type NamespaceOptions, namespaceTransformer } from './namespace.ts'

function namespace(text = 'team'): Scalar {
  const found = scalarAt(setting(`resources: []\nnamespace: ${text}\n`), 'namespace')
  if (found === undefined) throw new Error('no namespace')
  return found
}

function transformed(
  objects: string,
  more: Partial<NamespaceOptions> = {},
): ReturnType<ReturnType<typeof namespaceTransformer>> {
  const options = { namespace: namespace(), fieldSpecs: DEFAULT_FIELD_SPECS.namespace, ...more }
  return namespaceTransformer(options, smallContext())(objectsIn(objects))
}

test('an object moves, and its former id is kept', () => {
  const moved = transformed('{apiVersion: v1, kind: ConfigMap, metadata: {name: a, namespace: old}}')
  expect(printed(moved)).toContain('namespace: team')
  expect(moved[0]?.former).toEqual([{ kind: 'ConfigMap', namespace: 'old', name: 'a' }])
  expect(writtenAt(moved, 'metadata', 'namespace')).toBe('kustomization.yaml:2')
})

test('what is known to have no namespace gets none, an unknown kind gets one', () => {
  const role = '{apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: {name: a}}'
  expect(printed(transformed(role))).not.toContain('namespace')
  const issuer = '{apiVersion: cert-manager.io/v1, kind: ClusterIssuer, metadata: {name: a}}'
  expect(printed(transformed(issuer))).toContain('namespace: team')
})

test('a Namespace is called like the namespace, one of another group is not', () => {
  expect(printed(transformed('{apiVersion: v1, kind: Namespace, metadata: {name: a}}'))).toContain(
    'name: team',
  )
  const other = transformed('{apiVersion: x.io/v1, kind: Namespace, metadata: {name: a}}')
  expect(printed(other)).toContain('name: a\n  namespace: team')
})

const BINDING = `
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: a}
subjects:
  - {kind: User, name: default}
  - {kind: ServiceAccount, name: robot, namespace: old}
`

test.each([
  ['defaultOnly', ['team', 'old']],
  ['allServiceAccounts', [undefined, 'team']],
  ['none', [undefined, 'old']],
] as const)('with %s the subjects of a binding get %j', (setRoleBindingSubjects, expected) => {
  const [object] = transformed(BINDING, { setRoleBindingSubjects })
  const subjects = object?.node.entries.get('subjects')?.value
  const found =
    subjects?.kind === 'list' ? subjects.items.map(item => scalarAt(item, 'namespace')?.value) : []
  expect(found).toEqual(expected)
})

test('webhooks of APIServices and CustomResourceDefinitions follow', () => {
  const service =
    '{apiVersion: apiregistration.k8s.io/v1, kind: APIService, metadata: {name: a}, spec: {service: {name: b}}}'
  expect(printed(transformed(service))).toContain('namespace: team')
  const crd = `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: a}
spec: {conversion: {webhook: {clientConfig: {service: {namespace: old}}}}}
`
  expect(printed(transformed(crd))).toContain('namespace: team')
})

test('with unsetOnly only empty namespaces are set', () => {
  const text = '{apiVersion: v1, kind: ConfigMap, metadata: {name: a, namespace: old}}'
  expect(printed(transformed(text, { unsetOnly: true }))).toContain('namespace: old')
  expect(printed(transformed(text.replace('old', '""'), { unsetOnly: true }))).toContain('namespace: team')
})

test('two objects with one id are reported where the namespace stands', () => {
  const context = smallContext()
  const objects = ['one', 'two'].map(
    name => `{apiVersion: v1, kind: Secret, metadata: {name: a, namespace: ${name}}}`,
  )
  namespaceTransformer(
    { namespace: namespace(), fieldSpecs: [] },
    context,
  )(objectsIn(objects.join('\n---\n')))
  expect(reported(context)).toEqual(['kustomization.yaml:2 duplicate-id'])
})

test('a spec that leads to a list is reported, and the object stays', () => {
  const context = smallContext()
  const specs = [{ path: 'spec', create: false }]
  const objects = objectsIn('{apiVersion: v1, kind: Secret, metadata: {name: a}, spec: []}')
  expect(namespaceTransformer({ namespace: namespace(), fieldSpecs: specs }, context)(objects)).toEqual(
    objects,
  )
  expect(reported(context)).toEqual(['kustomization.yaml:2 invalid-field'])
})

test('an empty namespace does nothing', () => {
  const objects = objectsIn('{apiVersion: v1, kind: Secret, metadata: {name: a}}')
  const options = { namespace: namespace('""'), fieldSpecs: [] }
  expect(namespaceTransformer(options, smallContext())(objects)).toBe(objects)
})
