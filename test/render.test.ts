import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { runMain } from './run-main.ts'
import { temporaryTree } from './temporary-tree.ts'

const OVERLAY = {
  'base/kustomization.yaml': 'resources:\n- deployment.yaml\n',
  'base/deployment.yaml': `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 1
  template:
    spec:
      containers:
      - name: web
        image: web:1
        args:
        - |
          two
          lines
        - "a very long argument that will be folded because it does not fit on one line: it has a colon"
`,
  'prod/kustomization.yaml': `namePrefix: prod-
resources:
- ../base
patches:
- path: replicas.yaml
images:
- name: web
  newTag: "2"
`,
  'prod/replicas.yaml': `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 50
`,
}

test('render --origins tells behind each value which line wrote it', async () => {
  const root = temporaryTree(OVERLAY)
  const { code, stdout } = await runMain(root, 'render', '--origins', 'prod')
  expect(code).toBe(0)
  const prefix = root.slice(1)
  expect(stdout.replaceAll(`${prefix}/`, '')).toMatchInlineSnapshot(`
    "apiVersion: apps/v1 # prod/replicas.yaml:1
    kind: Deployment # base/deployment.yaml:2
    metadata:
      name: prod-web # prod/kustomization.yaml:1 (namePrefix)
    spec:
      replicas: 50 # prod/replicas.yaml:6
      template:
        spec:
          containers:
          - args:
            - | # base/deployment.yaml:14
              two
              lines
            - 'a very long argument that will be folded because it does not fit on one
              line: it has a colon' # base/deployment.yaml:16
            image: web:2 # prod/kustomization.yaml:8 (images)
            name: web # base/deployment.yaml:10
    "
  `)
})

test('the comments of --origins change nothing for who reads the YAML', async () => {
  const root = temporaryTree(OVERLAY)
  const plain = await runMain(root, 'render', 'prod')
  const commented = await runMain(root, 'render', '--origins', 'prod')
  expect(parse(commented.stdout)).toEqual(parse(plain.stdout))
})

test('render prints nothing and tells the place where a build is broken', async () => {
  const root = temporaryTree({ 'web/kustomization.yaml': 'resources:\n- gone.yaml\n' })
  const { code, stdout, stderr } = await runMain(root, 'render', 'web')
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  expect(stderr).toContain('web/kustomization.yaml:2:3 ')
})
