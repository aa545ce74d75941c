import { expect, test } from 'vitest'
import { objectsIn, printed } from '../../../test/kustomize-objects.ts'
import { scalar } from '../../model/node.ts'
import { DEFAULT_FIELD_SPECS, type FieldSpec, splitPath, updateAtFieldSpecs } from './field-specs.ts'
import { Refusal } from './transformers/refusal.ts'

const WEB = `
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  empty: null
  containers:
    - {name: a, image: nginx}
    - {name: b}
`

function updated(spec: FieldSpec, make?: 'map' | 'scalar'): string {
  const [object] = objectsIn(WEB)
  if (object === undefined) throw new Error('no object')
  const update = { set: () => scalar(object.node, 'SET'), ...(make !== undefined && { make }) }
  return printed([{ ...object, node: updateAtFieldSpecs(object.node, [spec], update) }])
}

test('a list on the way is walked, marked or not', () => {
  const marked = updated({ path: 'spec/containers[]/image', create: false })
  expect(marked).toContain('- image: SET\n    name: a\n  - name: b')
  expect(updated({ path: 'spec/containers/image', create: false })).toBe(marked)
})

test('a missing field is made where the spec and the transformer say so', () => {
  const spec = { path: 'spec/a/b', create: true }
  expect(updated(spec, 'scalar')).toContain('a:\n    b: SET\n')
  expect(updated(spec)).not.toContain('SET')
  expect(updated({ ...spec, create: false }, 'scalar')).not.toContain('SET')
})

test('a null field that is to be made becomes the map on the way, a marked one an empty list', () => {
  expect(updated({ path: 'spec/empty/b', create: true }, 'scalar')).toContain('empty:\n    b: SET\n')
  expect(updated({ path: 'spec/empty[]/b', create: true }, 'scalar')).toContain('empty: []\n')
})

test.each([
  [{ kind: 'Deployment' }, true],
  [{ group: 'apps', version: 'v1', kind: 'Deployment' }, true],
  [{ group: '' }, true],
  [{ kind: 'StatefulSet' }, false],
  [{ version: 'v1beta1' }, false],
  [{ group: 'batch' }, false],
] as const)('%j selects an apps/v1 Deployment: %s', (kinds, isSelected) => {
  expect(updated({ ...kinds, path: 'metadata/name', create: false }).includes('SET')).toBe(isSelected)
})

test('a value on the way that is neither map nor list is refused', () => {
  expect(() => updated({ path: 'metadata/name/x', create: false })).toThrow(Refusal)
  expect(() => updated({ path: 'metadata/[]/x', create: false })).toThrow(Refusal)
})

test('a backslash makes a slash part of a key', () => {
  expect(splitPath('metadata/annotations/a.b\\/c', '/')).toEqual(['metadata', 'annotations', 'a.b/c'])
  expect(splitPath('/spec/x\\', '/')).toEqual(['spec', 'x\\'])
})

test('labels go into selectors and pods only where the pods are known', () => {
  const paths = (kind: string): string[] =>
    DEFAULT_FIELD_SPECS.commonLabels.filter(spec => spec.kind === kind).map(({ path }) => path)
  expect(paths('Deployment')).toHaveLength(7)
  expect(paths('StatefulSet')).toHaveLength(8)
  expect(paths('Ingress')).toEqual([])
})
