import { expect, test } from 'vitest'
import { fieldPath, pathStep } from './field-paths.ts'

test.each([
  ['spec.ports.0.port', ['spec', 'ports', '0', 'port']],
  ['data.app\\.json.key', ['data', 'app.json', 'key']],
  ['metadata.annotations.[a.b/c]', ['metadata', 'annotations', 'a.b/c']],
  ['spec.[name=a.b].image', ['spec', '[name=a.b]', 'image']],
  ['spec.[name=a.b', ['spec', '[name=a.b']],
  ['spec.[name]', ['spec', '[name]']],
])('%s has the parts %j', (path, parts) => {
  expect(fieldPath(path).parts).toEqual(parts)
})

test.each([
  ['0', { kind: 'index', index: 0 }],
  ['+1', { kind: 'index', index: 1 }],
  ['-1', { kind: 'key', key: '-1' }],
  ['*', { kind: 'every' }],
  ['[a=b=c]', { kind: 'match', key: 'a', value: 'b=c' }],
  ['[=b]', { kind: 'match', key: '', value: 'b' }],
  ['[b]', { kind: 'malformed', text: '[b]' }],
  ['a', { kind: 'key', key: 'a' }],
])('%s is the step %j', (part, step) => {
  expect(pathStep(part)).toEqual(step)
})
