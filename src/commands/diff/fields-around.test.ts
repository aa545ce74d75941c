import { expect, test } from 'vitest'
import { fieldsAround } from './fields-around.ts'

function paths(text: string): readonly (readonly [string, string])[] {
  const lines = text.split('\n')
  return fieldsAround(lines).map((path, index) => [(lines[index] ?? '').trim(), path])
}

test('each line has the fields around it', () => {
  const text = `apiVersion: apps/v1
metadata:
  annotations:
    "a: b": x
    example.org/url: https://example.org:80/x
  name: web
spec:
  template:
    spec:
      containers:
      - args:
        - --port=80
        - - deep
        image: nginx:1.27
        name: web
      - image: other
      volumes: []
status: {}`
  expect(paths(text)).toEqual([
    ['apiVersion: apps/v1', ''],
    ['metadata:', ''],
    ['annotations:', 'metadata'],
    ['"a: b": x', 'metadata.annotations'],
    ['example.org/url: https://example.org:80/x', 'metadata.annotations'],
    ['name: web', 'metadata'],
    ['spec:', ''],
    ['template:', 'spec'],
    ['spec:', 'spec.template'],
    ['containers:', 'spec.template.spec'],
    ['- args:', 'spec.template.spec.containers'],
    ['- --port=80', 'spec.template.spec.containers.args'],
    ['- - deep', 'spec.template.spec.containers.args'],
    ['image: nginx:1.27', 'spec.template.spec.containers'],
    ['name: web', 'spec.template.spec.containers'],
    ['- image: other', 'spec.template.spec.containers'],
    ['volumes: []', 'spec.template.spec'],
    ['status: {}', ''],
  ])
})

test('what looks like fields in a text block is text', () => {
  const text = `data:
  config: |-
    a: 1

    b:
      c: 2
  other: x`
  expect(paths(text)).toEqual([
    ['data:', ''],
    ['config: |-', 'data'],
    ['a: 1', 'data.config'],
    ['', 'data.config'],
    ['b:', 'data.config'],
    ['c: 2', 'data.config'],
    ['other: x', 'data'],
  ])
})
