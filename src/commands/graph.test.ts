import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { captured } from '../../test/run-main.ts'
import { UsageError } from '../model/usage-error.ts'
import { graph } from './graph.ts'

const CYCLE = fileURLToPath(new URL('../../fixtures/rules/graph/dependency-cycle/bad/', import.meta.url))

async function drawn(...args: readonly string[]): Promise<string> {
  const { code, stdout } = await captured(CYCLE, host => graph.run([...args, CYCLE], host))
  expect(code).toBe(0)
  return stdout
}

test('draws a tree where no format is named', async () => {
  const tree = await drawn()
  expect(tree).toBe(await drawn('--format', 'tree'))
  expect(tree).toMatch(/^clusters\/dev\n└─ Kustomization flux-system\/flux-system {2}\.\/clusters\/dev\n/)
  expect(tree).toContain('depends on Kustomization flux-system/controllers ⟲')
})

test('draws a flowchart with the cycles in red', async () => {
  const chart = await drawn('--format', 'mermaid', '--cluster', 'dev')
  expect(chart).toMatch(/^flowchart LR\n/)
  expect(chart.match(/linkStyle ([\d,]+) /)?.[1]?.split(',')).toHaveLength(7)
})

test.each([
  [['--format', 'sgv'], 'There is no format `sgv`. Did you mean `svg`?'],
  [['--format', 'painting'], 'There is no format `painting`. There are tree, mermaid, dot, svg, json.'],
  [['--cluster', 'devv'], 'There is no cluster `devv`. Did you mean `dev`?'],
  [['elsewhere'], '`graph` takes one PATH.'],
])('%j is a usage error', async (args, message) => {
  await expect(drawn(...args)).rejects.toThrow(new UsageError(message))
})
