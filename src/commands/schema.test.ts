import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { captured, type Outcome } from '../../test/run-main.ts'
import { temporaryTree } from '../../test/temporary-tree.ts'
import { schema } from './schema.ts'

const DEFINITION = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
spec:
  group: example.com
  names: { kind: Lamp }
  scope: Cluster
  versions:
    - name: v1
      schema:
        openAPIV3Schema:
          type: object
          description: A thing that gives light.
          properties:
            spec:
              type: object
              required: [watts]
              properties:
                watts: { type: integer, format: int32, minimum: 1 }
                colour: { type: string, description: Warm or cold. }
`

const LAMP = `{"group":"example.com","version":"v1","kind":"Lamp","system":"custom","scope":"Cluster",
"releases":{
"0":{"properties":{"spec":{"properties":{"colour":"string","watts":{"format":"int32","minimum":1,"type":"integer"}},"required":["watts"]}}}
},
"definitions":{

}}
`

function imported(cwd: string, ...args: readonly string[]): Promise<Outcome> {
  return captured(cwd, host => schema.run(args, host))
}

test('prints the kinds of a definition in the compact form', async () => {
  const { code, stdout } = await imported(temporaryTree({ 'lamp.yaml': DEFINITION }), 'import', 'lamp.yaml')
  expect(code).toBe(0)
  expect(stdout).toBe(LAMP)
})

test('writes one file a kind below a folder', async () => {
  const root = temporaryTree({ 'lamp.yaml': DEFINITION })
  await imported(root, 'import', 'lamp.yaml', '--out', 'kinds', '--system', 'lamps', '--release', '1.2')
  const text = readFileSync(join(root, 'kinds/example.com/Lamp_v1.json'), 'utf8')
  expect(text).toBe(LAMP.replace('custom', 'lamps').replace('"0":', '"1.2":'))
})

test.each([
  [[], '`schema` takes `import` and the files to import.'],
  [['import'], '`schema import` needs at least one FILE.'],
  [['import', 'none.yaml'], '`none.yaml` cannot be read.'],
  [['import', 'notes.yaml'], '`notes.yaml` holds no CustomResourceDefinition and no OpenAPI document.'],
])('refuses %j', async (args, message) => {
  const root = temporaryTree({ 'notes.yaml': 'a: 1\n' })
  await expect(imported(root, ...args)).rejects.toThrow(message)
})
