import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { allRules } from '../src/commands/all-rules.ts'

const PAGE = new URL('../docs/mistakes.md', import.meta.url)

const rows = readFileSync(PAGE, 'utf8')
  .split('\n')
  .filter(line => /^\| +\d+ \|/.test(line))
  .map(line => line.split('|').map(cell => cell.trim()))

function ruleLinks(cell = ''): RegExpMatchArray[] {
  return [...cell.matchAll(/\[([a-z]+\/[a-z-]+)\]\(([^)]+)\)/g)]
}

test('the table has every class of mistakes, in order', () => {
  expect(rows.map(([, number]) => Number(number))).toEqual(
    Array.from({ length: 26 }, (_, index) => index + 1),
  )
})

test('each class names rules that exist, with their severities, and an upstream case', () => {
  const severities = new Map<string, string>(allRules.map(({ id, severity }) => [id, severity]))
  for (const [, number, , rules, severity, , cases] of rows) {
    const links = ruleLinks(rules)
    expect(links.length, number).toBeGreaterThan(0)
    const found = links.map(([, id = '']) => severities.get(id))
    const said = severity?.split(', ') ?? []
    expect(found, number).toEqual(said.length === 1 ? found.map(() => said[0]) : said)
    expect(cases, number).toContain('https://github.com/')
  }
})

test('each class names the fixture of every rule, and each fixture has the mistake and a fleet without it', () => {
  for (const [, number, , rules, , fixtures = ''] of rows) {
    const ids = ruleLinks(rules).map(([, id = '']) => id)
    const folders = [...fixtures.matchAll(/\]\(\.\.\/fixtures\/rules\/([^)]+)\)/g)].map(([, id = '']) => id)
    expect(folders, number).toEqual(ids)
    for (const folder of folders.flatMap(id => [`${id}/bad`, `${id}/good`])) {
      expect(existsSync(fileURLToPath(new URL(`../fixtures/rules/${folder}`, PAGE))), folder).toBe(true)
    }
  }
})

test('every page that the document links to exists', () => {
  const targets = ruleLinks(readFileSync(PAGE, 'utf8')).map(([, , target = '']) => target)
  for (const target of targets) expect(existsSync(fileURLToPath(new URL(target, PAGE))), target).toBe(true)
})
