import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { lint } from '../src/commands/lint.ts'
import { openRepository } from '../src/read/repository.ts'
import { pretty } from '../src/report/pretty.ts'

const ROOT = fileURLToPath(new URL('../', import.meta.url))
const README = readFileSync(join(ROOT, 'README.md'), 'utf8')
const FLEET = mkdtempSync(join(tmpdir(), 'fleetlint-readme-'))

beforeAll(() => {
  for (const name of ['clusters', 'modules', 'platform'])
    cpSync(join(ROOT, name), join(FLEET, name), { recursive: true })
})

afterAll(() => {
  rmSync(FLEET, { recursive: true, force: true })
})

/** The first code block of a language; `''` for one that names none. */
function block(language: string): string {
  return new RegExp(`^\`\`\`${language}\n([^]*?)^\`\`\`$`, 'm').exec(README)?.[1] ?? 'no such block'
}

test('the picture of a finding is what a user sees', async () => {
  const file = join(FLEET, 'modules/networking/cilium/components/hubble/values.yaml')
  const text = readFileSync(file, 'utf8')
  writeFileSync(file, text.replace('${CLUSTER_DOMAIN}', '${CLUSTER_DOMIAN}'))
  const report = await lint(openRepository(FLEET, 'git'))
  writeFileSync(file, text)
  expect(pretty.render(report, { color: false, width: 80 }).trim()).toBe(block('').trim())
})

test('the configuration is one that is accepted', async () => {
  writeFileSync(join(FLEET, 'fleetlint.yaml'), block('yaml'))
  const { findings } = await lint(openRepository(FLEET, 'git'))
  rmSync(join(FLEET, 'fleetlint.yaml'))
  expect(findings).toEqual([])
})
