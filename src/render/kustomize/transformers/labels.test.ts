import { expect, test } from 'vitest'
import {
  objectsIn,
  printed,
  reported,
  setting,
  smallContext,
  writtenAt,
} from '../../../../test/kustomize-objects.ts'
import { DEFAULT_FIELD_SPECS, type FieldSpec } from '../field-specs.ts'
import type { KustomizeObject } from '../object.ts'
import { annotationTransformer, labelTransformer } from './labels.ts'

const WEB = `
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, labels: {app: old}}
spec: {template: {spec: {affinity: null}}}
`

function labelled(specs: readonly FieldSpec[]): readonly KustomizeObject[] {
  const labels = setting('app: web\n"size": "5"\n')
  return labelTransformer({ labels, fieldSpecs: specs }, smallContext())(objectsIn(WEB))
}

test('labels are set in metadata, selector and template', () => {
  const objects = labelled(DEFAULT_FIELD_SPECS.commonLabels)
  const text = printed(objects)
  expect(text.match(/app: web\n +size: "5"/g)).toHaveLength(3)
  expect(text).toContain('affinity: null')
  expect(writtenAt(objects, 'metadata', 'labels', 'app')).toBe('kustomization.yaml:1')
  expect(writtenAt(objects, 'spec', 'selector', 'matchLabels', 'size')).toBe('kustomization.yaml:2')
  expect(writtenAt(objects, 'metadata', 'name')).toBe('base.yaml:4')
})

test('annotations go where their specs say', () => {
  const annotations = setting('team: a\n')
  const options = { annotations, fieldSpecs: DEFAULT_FIELD_SPECS.commonAnnotations }
  const objects = annotationTransformer(options, smallContext())(objectsIn(WEB))
  expect(printed(objects).match(/annotations:\n +team: a/g)).toHaveLength(2)
  expect(writtenAt(objects, 'spec', 'template', 'metadata', 'annotations', 'team')).toBe(
    'kustomization.yaml:1',
  )
})

test('a spec that leads to text is reported there, and the object stays', () => {
  const context = smallContext()
  const specs = [{ path: 'metadata/name', create: false }]
  const objects = objectsIn(WEB)
  expect(labelTransformer({ labels: setting('a: b'), fieldSpecs: specs }, context)(objects)).toEqual(objects)
  expect(reported(context)).toEqual(['base.yaml:4 invalid-field'])
})

test('no labels change nothing', () => {
  const objects = objectsIn(WEB)
  expect(labelTransformer({ labels: setting('{}'), fieldSpecs: [] }, smallContext())(objects)).toBe(objects)
})
