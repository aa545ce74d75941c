import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runAction } from './action-runner.ts'

const ROOT = fileURLToPath(new URL('../', import.meta.url))
const WORKSPACE = mkdtempSync(join(tmpdir(), 'fleetlint-workspace-'))

/** A repository with a clean fleet below `good`, and one with a mistake below `bad`. */
beforeAll(() => {
  // Without it the action would install this very folder anew, under the feet of the other tests.
  expect(existsSync(join(ROOT, 'dist/bin.js')), '`npm run build` has run').toBe(true)
  for (const fleet of ['good', 'bad'])
    for (const name of ['clusters', 'modules', 'platform', 'policies/exemptions'])
      cpSync(join(ROOT, name), join(WORKSPACE, fleet, name), { recursive: true })
  const file = join(WORKSPACE, 'bad/clusters/dev/networking.yaml')
  writeFileSync(file, readFileSync(file, 'utf8').replace('- name: sources', '- name: source'))
  for (const args of [
    ['init', '--quiet'],
    ['add', '--all'],
  ]) {
    const { status } = spawnSync('git', args, { cwd: WORKSPACE })
    expect(status).toBe(0)
  }
})

afterAll(() => {
  rmSync(WORKSPACE, { recursive: true, force: true })
})

test('a clean fleet passes and is summed up', () => {
  const { status, summary, outputs } = runAction(ROOT, WORKSPACE, { path: 'good' })
  expect({ status, outputs }).toEqual({ status: 0, outputs: { 'sarif-file': '', 'exit-code': '0' } })
  expect(summary).toMatch(/^### fleetlint\n\n {4}[^]*1 cluster/)
})

test('a finding is annotated at its path from the top of the repository, and fails the step', () => {
  const { status, log, summary, outputs } = runAction(ROOT, WORKSPACE, { path: 'bad' })
  expect(log).toMatch(/^::error file=bad\/clusters\/dev\/networking\.yaml,line=8,/m)
  expect(summary).toContain('    bad/clusters/dev/networking.yaml:8:')
  expect({ status, outputs }).toEqual({ status: 1, outputs: { 'sarif-file': '', 'exit-code': '1' } })
})

test('what the action prints of a file is not read as a workflow command', () => {
  const { log } = runAction(ROOT, WORKSPACE, { path: 'bad', annotations: 'false' })
  expect(log).toMatch(/^::stop-commands::(\S+)\nbad\/clusters[^]*\n::\1::\n$/)
})

test('a SARIF file is written where it was asked for', () => {
  const { outputs } = runAction(ROOT, WORKSPACE, { path: 'bad', 'sarif-file': 'out.sarif' })
  expect(outputs['sarif-file']).toBe('out.sarif')
  const sarif = JSON.parse(readFileSync(join(WORKSPACE, 'out.sarif'), 'utf8')) as {
    runs: { results: { ruleId: string; suppressions?: unknown[] }[] }[]
  }
  const open = sarif.runs.flatMap(({ results }) =>
    results.filter(({ suppressions = [] }) => suppressions.length === 0).map(({ ruleId }) => ruleId),
  )
  expect(open).toEqual(['flux/dangling-dependency'])
})

test('further arguments are taken one a line, and a wrong one is a usage error', () => {
  expect(runAction(ROOT, WORKSPACE, { path: 'good', args: '--strict\n--cluster\ndev\n' }).status).toBe(0)
  const { status, outputs } = runAction(ROOT, WORKSPACE, { path: 'good', args: '--no-such-option' })
  expect({ status, code: outputs['exit-code'] }).toEqual({ status: 2, code: '2' })
})

test('an input cannot become a script', () => {
  const { status, log } = runAction(ROOT, WORKSPACE, { path: '"; echo injected; "' })
  expect(status).toBe(2)
  expect(log).not.toMatch(/^injected/m)
  const version = runAction(ROOT, WORKSPACE, { version: '1.0.0; echo injected' })
  expect(version.status).toBe(2)
  expect(version.log).not.toMatch(/^injected/m)
})
