import { expect, test } from 'vitest'
import { fleetOf, smallCluster } from '../../../../test/small-cluster.ts'
import { repoPath } from '../../../model/location.ts'
import { undefinedVariable } from './undefined-variable.ts'

test('a backslash before a variable is told to be no escape', () => {
  const fixOf = (text: string): string | undefined => {
    const start = text.indexOf('${')
    const at = { file: { path: repoPath('job.yaml'), text }, start, end: text.length }
    const problem = {
      code: 'undefined-variable',
      at,
      message: 'The variable `zone` is not defined.',
    } as const
    const cluster = smallCluster([{ yaml: '', problems: [problem] }])
    const [found] = undefinedVariable.check(fleetOf([cluster]))
    return found?.fix
  }
  expect(fixOf('echo \\${zone}')).toBe(
    'Write `$${zone}` for a literal: to Flux a backslash is a letter like any other.',
  )
  expect(fixOf('echo ${zone}')).toBeUndefined()
})
