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
import { DEFAULT_FIELD_SPECS } from '../field-specs.ts'
import type { KustomizeObject } from '../object.ts'
import { imageTransformer, parseImage } from './images.ts'

function pod(image: string): string {
  return `{apiVersion: v1, kind: Pod, metadata: {name: a}, spec: {containers: [{name: b, image: "${image}"}]}}`
}

function changed(objects: string, image: string): readonly KustomizeObject[] {
  const options = { image: setting(image), fieldSpecs: DEFAULT_FIELD_SPECS.images }
  return imageTransformer(options, smallContext())(objectsIn(objects))
}

function imageOf(objects: readonly KustomizeObject[]): unknown {
  return nodeAt(objects[0]?.node, 'spec', 'containers', 0, 'image')
}

test.each([
  ['nginx', '{name: nginx, newTag: "2"}', 'nginx:2'],
  ['nginx:1', '{name: nginx, newTag: "2"}', 'nginx:2'],
  ['nginx:1@sha256:ab', '{name: nginx, newTag: "2"}', 'nginx:2'],
  ['nginx:1', '{name: nginx, digest: "sha256:cd"}', 'nginx@sha256:cd'],
  ['nginx:1', '{name: nginx, newTag: "2", digest: "sha256:cd"}', 'nginx:2@sha256:cd'],
  ['nginx:1', '{name: nginx, newName: reg.io:5000/nginx}', 'reg.io:5000/nginx:1'],
  ['reg.io:5000/nginx', '{name: reg.io:5000/nginx, newTag: "2"}', 'reg.io:5000/nginx:2'],
  ['reg.io:5000/nginx:1', '{name: nginx, newTag: "2"}', 'reg.io:5000/nginx:1'],
  ['my-nginx', '{name: nginx, newTag: "2"}', 'my-nginx'],
  ['my-nginx', '{name: .*nginx, newTag: "2"}', 'my-nginx:2'],
  // kustomize changes the image twice, once wherever containers are and once by the field specs.
  ['nginx:1', '{name: nginx, tagSuffix: -x}', 'nginx:1-x-x'],
])('%s with %s is %s', (image, entry, expected) => {
  expect(imageOf(changed(pod(image), entry))).toMatchObject({ value: expected })
})

test('an image says which line changed it, and what it was', () => {
  const objects = changed(pod('nginx:1'), 'name: nginx\nnewName: x.io/nginx\nnewTag: "2"\n')
  expect(writtenAt(objects, 'spec', 'containers', 0, 'image')).toBe('kustomization.yaml:3')
  expect(imageOf(objects)).toMatchObject({ step: { what: 'images', was: { value: 'nginx:1' } } })
  expect(
    writtenAt(changed(pod('other'), 'name: nginx\nnewTag: "2"\n'), 'spec', 'containers', 0, 'image'),
  ).toBe('base.yaml:1')
})

test('containers are found in any kind but a CustomResourceDefinition', () => {
  const thing =
    '{apiVersion: x.io/v1, kind: Thing, metadata: {name: a}, a: [{initContainers: [{image: nginx}, null]}]}'
  expect(printed(changed(thing, '{name: nginx, newTag: "2"}'))).toContain('image: nginx:2')
  const crd = thing.replace('kind: Thing', 'kind: CustomResourceDefinition')
  expect(printed(changed(crd, '{name: nginx, newTag: "2"}'))).toContain('image: nginx\n')
})

test.each([
  ['{containers: [a]}', 'base.yaml:1 invalid-field'],
  ['{containers: [{image: {a: b}}]}', 'base.yaml:1 invalid-field'],
])('%s is reported, and the object stays', (spec, expected) => {
  const context = smallContext()
  const objects = objectsIn(`{apiVersion: x.io/v1, kind: Thing, metadata: {name: a}, spec: ${spec}}`)
  const options = { image: setting('{name: a, newTag: b}'), fieldSpecs: [] }
  expect(imageTransformer(options, context)(objects)).toEqual(objects)
  expect(reported(context)).toEqual([expected])
})

test('a name that is no regular expression is reported where it stands', () => {
  const context = smallContext()
  imageTransformer({ image: setting('newTag: b\nname: "["\n'), fieldSpecs: [] }, context)
  expect(reported(context)).toEqual(['kustomization.yaml:2 invalid-field'])
})

test.each([
  ['a/b:c@d', { name: 'a/b', tag: 'c', digest: 'd' }],
  ['a:1/b', { name: 'a:1/b', tag: '', digest: '' }],
  ['a@b:c', { name: 'a', tag: '', digest: 'b:c' }],
])('%s has the parts %j', (text, parts) => {
  expect(parseImage(text)).toEqual(parts)
})
