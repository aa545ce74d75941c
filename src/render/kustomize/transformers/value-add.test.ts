import { expect, test } from 'vitest'
import {
  objectsIn,
  printed,
  reported,
  setting,
  type SmallContext,
  smallContext,
  writtenAt,
} from '../../../../test/kustomize-objects.ts'
import type { KustomizeObject } from '../object.ts'
import { insertPart, valueAddTransformer } from './value-add.ts'

const BASE = '{apiVersion: v1, kind: Thing, metadata: {name: a}, spec: {path: /b/c, list: [{name: x, v: y}]}}'

function added(config: string, context: SmallContext = smallContext()): readonly KustomizeObject[] {
  const options = { config: setting(config), directoryName: 'prod', moreTargets: [] }
  return valueAddTransformer(options, context)(objectsIn(BASE))
}

test.each([
  ['spec/path', 'path: v'],
  ['spec/new/deep', 'new:\n    deep: v'],
  ['spec/list/[name=x]/v', '- name: x\n    v: v'],
  ['spec/list/[name=z]/v', '- name: z\n    v: v'],
  ['metadata/annotations/a.b\\/c', 'a.b/c: v'],
  ['metadata/namespace', 'namespace: v'],
])('a value is put at %s', (fieldPath, expected) => {
  expect(printed(added(`value: v\ntargets: [{fieldPath: '${fieldPath}'}]\n`))).toContain(expected)
})

test('a value goes into a file path, and says where it is from', () => {
  const objects = added('targets: [{fieldPath: spec/path, filePathPosition: 2}]\nvalue: v\n')
  expect(printed(objects)).toContain('path: /b/v/c')
  expect(writtenAt(objects, 'spec', 'path')).toBe('kustomization.yaml:2')
})

test('without a value, the name of the directory is put there, in the objects that are selected', () => {
  expect(printed(added('targets: [{fieldPath: spec/new}]\n'))).toContain('new: prod')
  expect(printed(added('targets: [{fieldPath: spec/new, selector: {kind: Other}}]\n'))).not.toContain('new')
})

test.each([
  ['{value: v}', 'kustomization.yaml:1 invalid-field'],
  ['targets:\n- {}\n', 'kustomization.yaml:2 invalid-field'],
  ['targets:\n- fieldPath: spec\n', 'kustomization.yaml:2 invalid-field'],
  ['targets:\n- fieldPath: spec/path/x\n', 'kustomization.yaml:2 invalid-field'],
  ['targets:\n- fieldPath: spec/path\n  filePathPosition: -1\n', 'kustomization.yaml:3 invalid-field'],
])('%j is reported', (config, expected) => {
  const context = smallContext()
  expect(printed(added(config, context))).toBe(printed(objectsIn(BASE)))
  expect(reported(context)).toEqual([expected])
})

test.each([
  ['', 5, 'p'],
  ['/', 0, '/p'],
  ['pie', 0, 'p/pie'],
  ['/pie', 0, '/p/pie'],
  ['pie', 1, 'pie/p'],
  ['/a/b', 1, '/a/p/b'],
  ['a/b', 99, 'a/b/p'],
] as const)('`p` in %j at %i is %j', (path, index, expected) => {
  expect(insertPart(path, index, 'p')).toBe(expected)
})
