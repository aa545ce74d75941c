import { expect, test } from 'vitest'
import { onceFor } from './once-for.ts'

test('asks once for each object, also where the answer is that there is none', () => {
  const asked: object[] = []
  const first = { name: 'first' }
  const second = {}
  const nameOf = onceFor((subject: { readonly name?: string }) => {
    asked.push(subject)
    return subject.name
  })
  expect([nameOf(first), nameOf(second), nameOf(first), nameOf(second)]).toEqual([
    'first',
    undefined,
    'first',
    undefined,
  ])
  expect(asked).toEqual([first, second])
})
