import { expect, test } from 'vitest'
import { demandsReadiness } from './ready-expression.ts'

const OF_FLUX = { prefix: 'dep.', isKustomization: true } as const
const READY = "dep.status.conditions.filter(e, e.type == 'Ready').all(e, e.status == 'True')"
const GENERATION = 'dep.status.observedGeneration == dep.metadata.generation'

test.each([
  READY,
  `(${READY})`,
  `${READY} &&\n  ${GENERATION}`,
  `dep.metadata.labels['app/version'] == self.metadata.labels['app/version'] && ${READY}`,
  'dep.status.conditions.exists(c, c.type == "Ready" && c.status == "True")',
  "dep.status.conditions.exists_one(c, 'True' == c.status && 'Ready' == c.type)",
  "dep.status.conditions.filter(c, c.type == 'Ready')[0].status == 'True'",
  "dep.status.conditions.filter(c, c.type == 'Ready').exists(d, d.status == 'True')",
  GENERATION,
  'dep.metadata.generation == dep.status.observedGeneration',
  `(${READY} || ${GENERATION})`,
])('%s holds only after the dependency was ready', expression => {
  expect(demandsReadiness(expression, OF_FLUX)).toBe(true)
})

test.each([
  '',
  'true',
  'dep.metadata.generation > 0',
  "dep.metadata.labels['state'] == 'Ready'",
  `${READY} || self.metadata.name == 'first'`,
  `self.spec.suspend ? ${READY} : true`,
  `!(${READY})`,
  "dep.status.conditions.exists(c, c.type == 'Ready')",
  "dep.status.conditions.exists(c, c.type == 'Ready' && c.status != 'Unknown')",
  "dep.status.conditions.exists(c, c.type == 'Ready' || c.status == 'True')",
  "dep.status.conditions.filter(c, c.type == 'Ready' && c.reason == 'Odd').all(c, c.status == 'True')",
  "dep.status.conditions.all(c, c.status == 'True')",
  "self.status.conditions.exists(c, c.type == 'Ready' && c.status == 'True')",
  "'dep.status.conditions.exists(c, c.type == \\'Ready\\' && c.status == \\'True\\')' != ''",
  `${'('.repeat(100)}${READY}`,
  ')'.repeat(100),
  "dep.status.conditions.exists(c, c.type == 'Ready",
])('%s may hold before', expression => {
  expect(demandsReadiness(expression, OF_FLUX)).toBe(false)
})

test('a ResourceSet speaks of the dependency without a name, and of any kind', () => {
  const question = { prefix: '', isKustomization: false } as const
  const ready = "status.conditions.exists(e, e.type == 'Ready' && e.status == 'True')"
  expect(demandsReadiness(ready, question)).toBe(true)
  expect(demandsReadiness('status.observedGeneration == metadata.generation', question)).toBe(false)
})
