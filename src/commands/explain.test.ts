import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { captured } from '../../test/run-main.ts'
import { policyRules } from '../check/policy/index.ts'
import { UsageError } from '../model/usage-error.ts'
import { allRules } from './all-rules.ts'
import { explain } from './explain.ts'

async function explained(...args: readonly string[]): Promise<string> {
  return explainedIn('/', ...args)
}

async function explainedIn(cwd: string, ...args: readonly string[]): Promise<string> {
  const { code, stdout } = await captured(cwd, host => explain.run(args, host))
  expect(code).toBe(0)
  return stdout
}

test('prints the page of a rule', async () => {
  for (const { id } of allRules) {
    const page = readFileSync(new URL(`../check/rules/${id}.md`, import.meta.url), 'utf8')
    expect(await explained(id)).toBe(page)
  }
})

test('knows the constraint templates of the fleet around', async () => {
  const fleet = fileURLToPath(new URL('../../', import.meta.url))
  const page = await explainedIn(fleet, 'policy/requiredlabels')
  expect(page).toMatch(/^# policy\/requiredlabels\n\nObjects have the labels that the platform reads\.\n/)
  const mistake = 'There is no rule `requiredlabels`. Did you mean `policy/requiredlabels`?'
  await expect(explainedIn(fleet, 'requiredlabels')).rejects.toThrow(new UsageError(mistake))
})

test('lists all rules where none is named', async () => {
  const lines = (await explained()).trimEnd().split('\n')
  expect(lines.map(line => line.split(' ')[0])).toEqual(
    [...allRules, ...policyRules()].map(({ id }) => id).sort(),
  )
})

test.each([
  [['flux/dangling-sorce'], 'There is no rule `flux/dangling-sorce`. Did you mean `flux/dangling-source`?'],
  [['orphan-manifest'], 'There is no rule `orphan-manifest`. Did you mean `kustomize/orphan-manifest`?'],
  [['weather'], 'There is no rule `weather`. Run `fleetlint explain` for a list.'],
  [['yaml/syntax', 'flux/substitution'], '`explain` takes one RULE.'],
])('%j is a usage error', async (args, message) => {
  await expect(Promise.resolve().then(() => explained(...args))).rejects.toThrow(new UsageError(message))
})
