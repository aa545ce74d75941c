import { expect, test } from 'vitest'
import { repoPath } from '../../../model/location.ts'
import { importedKinds } from './imported-kinds.ts'

const DEFINITION = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: lamps.example.com }
spec:
  group: example.com
  names: { kind: Lamp, plural: lamps }
  scope: Namespaced
  versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema:
          type: object
          description: A lamp is something that gives light.
          properties:
            spec:
              type: object
              properties:
                watts: { type: integer, description: How much it takes. }
              x-kubernetes-validations:
                - { rule: self.watts < 100, message: A lamp takes less than 100 watts., reason: FieldValueInvalid }
`

test('keeps what a schema asks for, and no sentence of it', () => {
  const [kind] = importedKinds({ path: repoPath('lamps.yaml'), text: DEFINITION })
  expect(kind?.schema).toEqual({
    properties: {
      spec: {
        properties: { watts: 'integer' },
        validations: [{ rule: 'self.watts < 100', reason: 'FieldValueInvalid' }],
      },
    },
  })
})
