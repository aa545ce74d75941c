import { describe, expect, test } from 'vitest'
import { constraintDefinition } from './constraint-definition.ts'
import { importCrd } from './import/crd.ts'

const LABELS = { type: 'object', properties: { labels: { type: 'array', items: { type: 'string' } } } }

function template(version: string, validation: object): unknown {
  const crd = { spec: { names: { kind: 'RequiredLabels' }, validation } }
  return {
    apiVersion: `templates.gatekeeper.sh/${version}`,
    kind: 'ConstraintTemplate',
    spec: { crd },
  }
}

function parametersOf(given: unknown): unknown {
  const [kind] = importCrd(constraintDefinition(given))
  const { schema } = kind ?? {}
  const spec = typeof schema === 'object' ? schema.properties?.['spec'] : undefined
  return typeof spec === 'object' ? spec.properties?.['parameters'] : undefined
}

describe('the definition that a template stands for', () => {
  test('is of the kind that the template names, in the versions that Gatekeeper serves', () => {
    const kinds = importCrd(constraintDefinition(template('v1', { openAPIV3Schema: LABELS })))
    expect(kinds.map(({ group, version, kind, scope }) => [group, version, kind, scope])).toEqual([
      ['constraints.gatekeeper.sh', 'v1beta1', 'RequiredLabels', 'Cluster'],
      ['constraints.gatekeeper.sh', 'v1alpha1', 'RequiredLabels', 'Cluster'],
    ])
  })

  test('takes the parameters that the template describes', () => {
    expect(parametersOf(template('v1', { openAPIV3Schema: LABELS }))).toEqual({
      properties: { labels: { items: 'string' } },
    })
  })

  test.each([
    ['nothing is described', template('v1', {})],
    ['the schema is a legacy one', template('v1', { openAPIV3Schema: LABELS, legacySchema: true })],
    ['the template is older than v1', template('v1beta1', { openAPIV3Schema: LABELS })],
  ])('takes any parameters where %s', (_, given) => {
    expect(parametersOf(given)).toBe('object')
  })

  test('is strict in an older template that asks for it', () => {
    const given = template('v1beta1', { openAPIV3Schema: LABELS, legacySchema: false })
    expect(parametersOf(given)).toEqual({ properties: { labels: { items: 'string' } } })
  })
})
