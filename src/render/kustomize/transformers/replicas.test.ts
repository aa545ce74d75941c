import { expect, test } from 'vitest'
import {
  objectsIn,
  printed,
  reported,
  setting,
  smallContext,
  writtenAt,
} from '../../../../test/kustomize-objects.ts'
import { DEFAULT_FIELD_SPECS } from '../field-specs.ts'
import { replicaTransformer } from './replicas.ts'

const WEB = '{apiVersion: apps/v1, kind: Deployment, metadata: {name: web}, spec: {replicas: 1}}'

function scaling(replica: string, context = smallContext()): ReturnType<typeof replicaTransformer> {
  return replicaTransformer({ replica: setting(replica), fieldSpecs: DEFAULT_FIELD_SPECS.replicas }, context)
}

test('a count is copied with its place', () => {
  const objects = scaling('name: web\ncount: 50\n')(objectsIn(WEB))
  expect(printed(objects)).toContain('replicas: 50')
  expect(writtenAt(objects, 'spec', 'replicas')).toBe('kustomization.yaml:2')
})

test('a workload is known by a former name, and a missing count is made', () => {
  const objects = objectsIn(WEB.replace('web', 'pre-web').replace('replicas: 1', ''))
  const former = [{ kind: 'Deployment', namespace: 'default', name: 'web' }]
  const scaled = scaling('{name: web, count: 2}')(objects.map(object => ({ ...object, former })))
  expect(printed(scaled)).toContain('replicas: 2')
})

test('a name that no workload has is reported where it stands', () => {
  const context = smallContext()
  const objects = objectsIn(`${WEB}\n---\n{apiVersion: v1, kind: Service, metadata: {name: db}}`)
  expect(scaling('count: 2\nname: db\n', context)(objects)).toEqual(objects)
  expect(reported(context)).toEqual(['kustomization.yaml:2 patch-target'])
})
