import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { lint } from '../src/commands/lint.ts'
import { openRepository } from '../src/read/repository.ts'
import { pretty } from '../src/report/pretty.ts'
import { AS_OF } from './as-of.ts'

const ROOT = fileURLToPath(new URL('../', import.meta.url))
const README = readFileSync(join(ROOT, 'README.md'), 'utf8')
const FLEET = mkdtempSync(join(tmpdir(), 'fleetlint-readme-'))

beforeAll(() => {
  for (const name of ['clusters', 'modules', 'platform', 'policies/exemptions'])
    cpSync(join(ROOT, name), join(FLEET, name), { recursive: true })
})

afterAll(() => {
  rmSync(FLEET, { recursive: true, force: true })
})

/** The first code block of a language; `''` for one that names none. */
function block(language: string): string {
  return new RegExp(`^\`\`\`${language}\n([^]*?)^\`\`\`$`, 'm').exec(README)?.[1] ?? 'no such block'
}

/** The fleet grows; how many files it has is not what the picture is about. */
function uncounted(text: string): string {
  return text.replace(/\b\d+ (files|documents)/g, '… $1').trim()
}

test('the picture of a finding is what a user sees', async () => {
  const file = join(FLEET, 'modules/networking/cilium/components/hubble/values.yaml')
  const text = readFileSync(file, 'utf8')
  writeFileSync(file, text.replace('${CLUSTER_DOMAIN}', '${CLUSTER_DOMIAN}'))
  const report = await lint(openRepository(FLEET, 'git'), { asOf: AS_OF })
  writeFileSync(file, text)
  expect(uncounted(pretty.render(report, { color: false, width: 80 }))).toBe(uncounted(block('')))
})

test('the configuration is one that is accepted', async () => {
  writeFileSync(join(FLEET, 'fleetlint.yaml'), block('yaml'))
  const { findings } = await lint(openRepository(FLEET, 'git'), { asOf: AS_OF })
  rmSync(join(FLEET, 'fleetlint.yaml'))
  expect(findings.filter(({ exemption }) => exemption === undefined)).toEqual([])
})

/** Targets of the links of a page that lead to files of this repository. */
function linked(page: string): string[] {
  const text = readFileSync(join(ROOT, page), 'utf8')
  return [...text.matchAll(/\]\(([^)#:]+)\)/g)].map(([, target = '']) => join(ROOT, page, '..', target))
}

const PAGES = [
  'README.md',
  'CONTRIBUTING.md',
  'docs/architecture.md',
  'docs/diff.md',
  'docs/exemptions.md',
  'docs/graph.md',
  'docs/performance.md',
  'docs/first-cluster.md',
]

test.each(PAGES)('%s links to nothing that is missing', page => {
  expect(linked(page).filter(target => !existsSync(target))).toEqual([])
})

test('the corridor of the architecture page is made of files that exist', () => {
  const page = readFileSync(join(ROOT, 'docs/architecture.md'), 'utf8')
  const rows = [...page.matchAll(/^\| (`[^|]*`) \| ([^|]*) \|/gm)].filter(([, rooms = '']) =>
    rooms.includes('/`'),
  )
  const missing = rows.flatMap(([, rooms = '', files = '']) => {
    const directories = namesIn(rooms)
    return namesIn(files).filter(file => !directories.some(room => existsSync(join(ROOT, 'src', room, file))))
  })
  expect(rows.length).toBeGreaterThanOrEqual(7)
  expect(missing).toEqual([])
})

function namesIn(cell: string): string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name)
}
