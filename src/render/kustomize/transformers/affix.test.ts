import { expect, test } from 'vitest'
import {
  nodeAt,
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
import type { KustomizeObject } from '../object.ts'
import { prefixTransformer, suffixTransformer } from './affix.ts'

function affix(key: 'namePrefix' | 'nameSuffix', text: string): Scalar {
  const found = scalarAt(setting(`resources: []\n${key}: ${text}\n`), key)
  if (found === undefined) throw new Error('no affix')
  return found
}

function prefixed(objects: readonly KustomizeObject[], text: string): readonly KustomizeObject[] {
  const options = { prefix: affix('namePrefix', text), fieldSpecs: DEFAULT_FIELD_SPECS.namePrefix }
  return prefixTransformer(options, smallContext())(objects)
}

function suffixed(objects: readonly KustomizeObject[], text: string): readonly KustomizeObject[] {
  const options = { suffix: affix('nameSuffix', text), fieldSpecs: DEFAULT_FIELD_SPECS.nameSuffix }
  return suffixTransformer(options, smallContext())(objects)
}

const CONFIG = '{apiVersion: v1, kind: ConfigMap, metadata: {name: web}}'

test('prefixes and suffixes pile up, innermost first, with every former name', () => {
  const [object] = suffixed(prefixed(prefixed(objectsIn(CONFIG), 'a-'), 'b-'), '-z')
  expect(object?.prefixes).toEqual(['a-', 'b-'])
  expect(object?.suffixes).toEqual(['-z'])
  expect(object?.former.map(({ name }) => name)).toEqual(['web', 'a-web', 'b-a-web'])
  expect(nodeAt(object?.node, 'metadata', 'name')).toMatchObject({ value: 'b-a-web-z' })
})

test('a name says which line changed it, and what it was', () => {
  const changed = prefixed(objectsIn(CONFIG), 'a-')
  expect(writtenAt(changed, 'metadata', 'name')).toBe('kustomization.yaml:2')
  expect(nodeAt(changed[0]?.node, 'metadata', 'name')).toMatchObject({
    step: { what: 'namePrefix', was: { value: 'web' } },
  })
})

test.each([
  '{apiVersion: v1, kind: Namespace, metadata: {name: web}}',
  '{apiVersion: apiextensions.k8s.io/v1, kind: CustomResourceDefinition, metadata: {name: web}}',
  '{apiVersion: apiregistration.k8s.io/v1, kind: APIService, metadata: {name: web}}',
])('%s keeps its name', text => {
  const objects = objectsIn(text)
  expect(prefixed(objects, 'a-')).toEqual(objects)
})

test('a name without quotes is typed anew, one with quotes stays text', () => {
  expect(printed(prefixed(objectsIn(CONFIG.replace('web', 'e5')), '"1"'))).toContain('name: 100000\n')
  expect(printed(prefixed(objectsIn(CONFIG.replace('web', '"e5"')), '"1"'))).toContain('name: "1e5"\n')
})

test('an empty prefix changes nothing', () => {
  const objects = objectsIn(CONFIG)
  expect(prefixed(objects, '""')).toEqual(objects)
})

test('a spec that leads to a map is reported at the prefix', () => {
  const context = smallContext()
  const options = { prefix: affix('namePrefix', 'a-'), fieldSpecs: [{ path: 'metadata', create: false }] }
  prefixTransformer(options, context)(objectsIn(CONFIG))
  expect(reported(context)).toEqual(['kustomization.yaml:2 invalid-field'])
})
