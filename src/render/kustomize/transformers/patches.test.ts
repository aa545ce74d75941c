import { expect, test } from 'vitest'
import {
  objectsIn,
  parsed,
  printed,
  reported,
  setting,
  type SmallContext,
  smallContext,
  writtenAt,
} from '../../../../test/kustomize-objects.ts'
import { type PatchOptions, patchTransformer } from './patches.ts'

const BASE = `
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, labels: {app: web}, annotations: {port: 80}}
spec: {replicas: 1}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: team}
spec: {replicas: 1}
`

function patching(
  patch: string,
  more: Partial<PatchOptions> = {},
  context: SmallContext = smallContext(),
): ReturnType<typeof patchTransformer> {
  const at = setting('patches: []')
  const options = {
    at,
    patch: parsed(patch),
    target: undefined,
    options: undefined,
    kind: 'any',
    ...more,
  } as const
  return patchTransformer(options, context)
}

const MERGE = 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {replicas: 50}\n'
const JSON_PATCH = '- op: replace\n  path: /spec/replicas\n  value: 50\n'

test('a merge patch finds its object by id, and its values say where they are from', () => {
  const objects = patching(MERGE)(objectsIn(BASE))
  expect(printed(objects).match(/replicas: \d+/g)).toEqual(['replicas: 50', 'replicas: 1'])
  expect(writtenAt(objects, 'spec', 'replicas')).toBe('patch.yaml:4')
})

test('a merge patch finds its object by a former id', () => {
  const former = [{ kind: 'Deployment', namespace: 'default', name: 'web' }]
  const objects = objectsIn(BASE.replace('name: web', 'name: pre-web')).map((object, index) =>
    index === 0 ? { ...object, former } : object,
  )
  expect(printed(patching(MERGE)(objects))).toContain('name: pre-web\nspec:\n  replicas: 50')
})

test('a merge patch without an object is reported at its name, with the nearest', () => {
  const context = smallContext()
  patching(MERGE.replace('web', 'wep'), {}, context)(objectsIn(BASE))
  expect(reported(context)).toEqual(['patch.yaml:3 patch-target'])
  expect(context.problems[0]?.message).toBe(
    'The patch is for `Deployment wep`, which is not among the resources.',
  )
  expect(context.problems[0]?.fix).toBe('Did you mean `web`?')
})

test('a merge patch for an id that two objects have is reported', () => {
  const context = smallContext()
  const former = [{ kind: 'Deployment', namespace: 'default', name: 'web' }]
  patching(MERGE, {}, context)(objectsIn(BASE).map(object => ({ ...object, former })))
  expect(context.problems[0]?.message).toBe(
    'The patch is for `Deployment web`, which 2 resources are called.',
  )
})

test('with a target, every object that it selects is patched, whatever name the patch has', () => {
  const objects = patching(MERGE, { target: setting('{kind: Deploy.*}') })(objectsIn(BASE))
  expect(printed(objects).match(/replicas: 50/g)).toHaveLength(2)
  expect(printed(objects).match(/name: (?:web|api)/g)).toHaveLength(2)
})

test('with a target, labels and annotations of the patch are texts, null too', () => {
  const patch = MERGE.replace('{name: web}', '{name: x, labels: {app: null, tier: 1}}')
  const text = printed(patching(patch, { target: setting('{name: web}') })(objectsIn(BASE)))
  expect(text).toContain('labels:\n    app: "null"\n    tier: "1"\n')
  const direct = MERGE.replace('{name: web}', '{name: web, labels: {app: null, tier: 1}}')
  expect(printed(patching(direct)(objectsIn(BASE)))).toContain('labels:\n    tier: 1\n')
})

test('name and kind change only where the options allow it, and the former id is kept', () => {
  const patch = MERGE.replace('kind: Deployment', 'kind: StatefulSet').replace('name: web', 'name: db')
  const target = setting('{name: web}')
  expect(printed(patching(patch, { target })(objectsIn(BASE)))).toContain('kind: Deployment')
  const options = setting('{allowNameChange: true, allowKindChange: true}')
  const [object] = patching(patch, { target, options })(objectsIn(BASE))
  expect(printed(object === undefined ? [] : [object])).toMatch(/kind: StatefulSet\n(?:.*\n)* {2}name: db/)
  expect(object?.former).toEqual([{ kind: 'Deployment', namespace: 'default', name: 'web' }])
})

test('a patch that makes two objects one is reported', () => {
  const context = smallContext()
  const patch = MERGE.replace('name: web', 'name: same')
  const more = { target: setting('{kind: Deployment}'), options: setting('{allowNameChange: true}') }
  patching(patch, more, context)(objectsIn(BASE.replace(', namespace: team', '')))
  expect(reported(context)).toEqual(['patch.yaml:3 duplicate-id'])
})

test('a patch deletes an object', () => {
  expect(printed(patching(`$patch: delete\n${MERGE}`)(objectsIn(BASE)))).not.toContain('name: web')
})

test('several merge patches in one file are applied in order, a list flattened', () => {
  const list = `apiVersion: v1\nkind: List\nitems: [{apiVersion: apps/v1, kind: Deployment, metadata: {name: web}, spec: {replicas: 7}}]\n`
  expect(printed(patching(`${list}---\n${MERGE}`)(objectsIn(BASE)))).toContain('replicas: 7')
})

test('a JSON patch changes what its target selects, and remembers what that was called', () => {
  const objects = patching(JSON_PATCH, { target: setting('{name: web}') })(objectsIn(BASE))
  expect(printed(objects).match(/replicas: \d+/g)).toEqual(['replicas: 50', 'replicas: 1'])
  expect(printed(objects)).toContain('port: "80"')
  expect(writtenAt(objects, 'spec', 'replicas')).toBe('patch.yaml:3')
  expect(objects[0]?.former).toHaveLength(1)
})

test('values of a JSON patch in YAML are typed as in YAML 1.1, in JSON not', () => {
  const target = setting('{name: web}')
  const patch = '- {op: add, path: /spec/paused, value: yes}\n'
  expect(printed(patching(patch, { target })(objectsIn(BASE)))).toContain('paused: true')
  const json = '[{"op": "add", "path": "/spec/paused", "value": "yes"}]'
  expect(printed(patching(json, { target })(objectsIn(BASE)))).toContain('paused: "yes"')
})

test('a JSON patch that does not apply to one object is reported and the others are patched', () => {
  const context = smallContext()
  const patch = '- op: test\n  path: /metadata/labels/app\n  value: web\n- op: remove\n  path: /spec\n'
  const objects = patching(patch, { target: setting('{kind: Deployment}') }, context)(objectsIn(BASE))
  expect(printed(objects).match(/spec:/g)).toHaveLength(1)
  expect(reported(context)).toEqual(['patch.yaml:2 invalid-patch'])
})

test('an empty patch file is nothing among `patches`, and a mistake elsewhere', () => {
  const objects = objectsIn(BASE)
  expect(patching('# later\n')(objects)).toBe(objects)
  for (const kind of ['strategic', 'json6902'] as const) {
    const context = smallContext()
    expect(patching('# later\n', { kind, target: setting('{name: web}') }, context)(objects)).toBe(objects)
    expect(reported(context)).toEqual(['kustomization.yaml:1 invalid-patch'])
  }
})

test.each<[string, string, Partial<PatchOptions>, string]>([
  ['a JSON patch without a target', JSON_PATCH, {}, 'kustomization.yaml:1 invalid-patch'],
  [
    'patchesJson6902 without a name',
    JSON_PATCH,
    { kind: 'json6902', target: setting('{kind: A}') },
    'kustomization.yaml:1 invalid-patch',
  ],
  [
    'patchesJson6902 with an object',
    MERGE,
    { kind: 'json6902', target: setting('{name: a}') },
    'patch.yaml:1 invalid-patch',
  ],
  ['patchesStrategicMerge with operations', JSON_PATCH, { kind: 'strategic' }, 'patch.yaml:1 invalid-patch'],
  [
    'two merge patches with a target',
    `${MERGE}---\n${MERGE}`,
    { target: setting('{name: a}') },
    'kustomization.yaml:1 invalid-patch',
  ],
  ['text', 'text', {}, 'patch.yaml:1 invalid-patch'],
  ['an object without a kind', 'a: b', {}, 'patch.yaml:1 invalid-patch'],
  ['an object without a name', 'kind: A', {}, 'patch.yaml:1 invalid-patch'],
  [
    'a target with a bad pattern',
    JSON_PATCH,
    { target: setting('kind: A\nname: "["') },
    'kustomization.yaml:2 invalid-field',
  ],
  [
    'a JSON patch that takes the kind away',
    '- {op: remove, path: /kind}',
    { target: setting('{name: web}') },
    'patch.yaml:1 invalid-patch',
  ],
  ['a merge patch of another shape', MERGE.replace('{replicas: 50}', '[]'), {}, 'patch.yaml:4 invalid-patch'],
])('%s is reported', (...[, patch, more, expected]) => {
  const context = smallContext()
  const objects = objectsIn(BASE)
  expect(patching(patch, more, context)(objects)).toEqual(objects)
  expect(reported(context)).toEqual([expected])
})

test('a patch with a syntax problem does nothing more', () => {
  const context = smallContext()
  const objects = objectsIn(BASE)
  expect(patching('a: b: c', {}, context)(objects)).toBe(objects)
  expect(reported(context)).toEqual([])
})
