import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { rules } from '../src/check/rules/index.ts'
import { ruleCatalogue, rulePage } from '../src/check/rules/page.ts'
import { policyRules } from '../src/check/policy/index.ts'
import { allRules } from '../src/commands/all-rules.ts'
import { compareText } from '../src/lib/order.ts'
import { filesBelow, FIXTURES } from './rule-fixtures.ts'

const RULES = fileURLToPath(new URL('../src/check/rules/', import.meta.url))

function ruleFiles(): string[] {
  return readdirSync(RULES, { recursive: true, encoding: 'utf8' })
    .map(path => path.replaceAll('\\', '/'))
    .filter(path => path.includes('/') && path.endsWith('.ts') && !path.endsWith('.test.ts'))
    .sort(compareText)
}

function notesOf(id: string): string {
  const path = join(RULES, `${id}.notes.md`)
  return existsSync(path) ? readFileSync(path, 'utf8') : ''
}

test('the list holds every rule file, sorted by id, and each rule is called what its file is called', () => {
  expect(rules.map(({ id }) => `${id}.ts`)).toEqual(ruleFiles())
})

test('each file exports its rule under the name of the file', async () => {
  for (const rule of rules) {
    const module = (await import(`${RULES}${rule.id}.ts`)) as Record<string, unknown>
    const problem = rule.id.slice(rule.id.indexOf('/') + 1)
    const name = problem.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
    expect(module[name]).toBe(rule)
  }
})

test('the texts of a rule are sentences', () => {
  for (const { summary, why, fix } of allRules) {
    for (const text of [summary, why, fix]) expect(text).toMatch(/^[A-Z].*\.$/s)
  }
})

test('every rule has a bad and a good fixture, and no fixture is left without a rule', () => {
  const fixtures = readdirSync(FIXTURES)
    .flatMap(area => readdirSync(join(FIXTURES, area)).map(problem => `${area}/${problem}`))
    .sort(compareText)
  expect(fixtures).toEqual(allRules.map(({ id }) => id))
  for (const fixture of fixtures) {
    expect(readdirSync(join(FIXTURES, fixture)).sort(compareText)).toEqual(['bad', 'good'])
  }
})

test('no rule has notes without a case from real life', () => {
  for (const { id } of allRules) expect(notesOf(id), id).toMatch(/^## /)
})

for (const rule of allRules) {
  test(`the page of ${rule.id} is what the rule, its fixtures and its notes say`, async () => {
    const [bad, good] = ['bad', 'good'].map(side => filesBelow(join(FIXTURES, rule.id, side)))
    const page = rulePage(rule, { bad: bad ?? [], good: good ?? [] }, notesOf(rule.id))
    await expect(page).toMatchFileSnapshot(join(RULES, `${rule.id}.md`))
  })
}

/** A policy is shown by the tests beside it; its page has what the rule says. */
for (const rule of policyRules()) {
  test(`the page of ${rule.id} is what the policy says`, async () => {
    const page = rulePage(rule, { bad: [], good: [] }, notesOf(rule.id))
    await expect(page).toMatchFileSnapshot(join(RULES, `${rule.id}.md`))
  })
}

const listed = [...allRules, ...policyRules()].sort((a, b) => compareText(a.id, b.id))

test('the catalogue lists every rule', async () => {
  await expect(ruleCatalogue(listed)).toMatchFileSnapshot(join(RULES, 'README.md'))
})

test('no page is left over from a rule that is gone', () => {
  const pages = readdirSync(RULES, { recursive: true, encoding: 'utf8' })
    .map(path => path.replaceAll('\\', '/'))
    .filter(path => path.endsWith('.md') && path.includes('/'))
    .map(path => path.replace(/(?:\.notes)?\.md$/, ''))
  const ids = listed.map(({ id }) => id)
  // With -u the pages that are missing are written when all tests have run.
  const isUpdating = Reflect.get(expect.getState().snapshotState, '_updateSnapshot') === 'all'
  const expected = isUpdating ? ids.filter(id => pages.includes(id)) : ids
  expect([...new Set(pages)].sort(compareText)).toEqual(expected)
})
