import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runMain } from './run-main.ts'
import { temporaryTree } from './temporary-tree.ts'

const KUSTOMIZATION = 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n'

function noTrace(text: string): void {
  expect(text).not.toMatch(/\n\s+at .+:\d+/)
  expect(text).not.toContain('internal error')
}

test('an empty directory is a usage error', async () => {
  const root = temporaryTree({})
  const { code, stdout, stderr } = await runMain(root, 'check', '.')
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).toBe('fleetlint: `.` holds no files.\n')
})

test('a path that is no directory is a usage error', async () => {
  const root = temporaryTree({ 'fleet.yaml': 'a: 1\n' })
  const { code, stderr } = await runMain(root, 'check', 'fleet.yaml')
  expect(code).toBe(2)
  expect(stderr).toBe('fleetlint: `fleet.yaml` is not a directory.\n')
})

test('a path that does not exist is a usage error', async () => {
  const { code, stderr } = await runMain(temporaryTree({}), 'check', 'nowhere')
  expect(code).toBe(2)
  expect(stderr).toContain('`nowhere` cannot be read')
})

test('a binary file named .yaml is a finding', async () => {
  const root = temporaryTree({ 'kustomization.yaml': `${KUSTOMIZATION}resources: [image.yaml]\n` })
  writeFileSync(join(root, 'image.yaml'), Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]))
  const { code, stdout, stderr } = await runMain(root, 'check', '.', '--format', 'compact')
  expect(code).toBe(1)
  expect(stdout).toMatch(/^image\.yaml:1:5 error yaml\/syntax The file is binary: it holds a NUL byte\.\n$/)
  noTrace(stderr)
})

test('text that is not UTF-8 is a finding where the first wrong byte stands', async () => {
  const root = temporaryTree({ 'kustomization.yaml': `${KUSTOMIZATION}resources: [latin.yaml]\n` })
  writeFileSync(join(root, 'latin.yaml'), Buffer.from('apiVersion: v1\nkind: caf\xe9\n', 'latin1'))
  const { code, stdout } = await runMain(root, 'check', '.', '--format', 'compact')
  expect(code).toBe(1)
  expect(stdout).toBe('latin.yaml:2:10 error yaml/syntax The file is not valid UTF-8.\n')
})

test('a line of 100 MB is refused at its file', async () => {
  const root = temporaryTree({ 'kustomization.yaml': `${KUSTOMIZATION}resources: [long.yaml]\n` })
  writeFileSync(join(root, 'long.yaml'), `a: ${'x'.repeat(100 * 1024 * 1024)}\n`)
  const { code, stdout, stderr } = await runMain(root, 'check', '.', '--format', 'compact')
  expect(code).toBe(1)
  expect(stdout).toMatch(/^long\.yaml:1:1 error yaml\/syntax The file has \d+ bytes/)
  noTrace(stderr)
})

test.runIf(process.getuid?.() !== 0)('a file that cannot be read is a finding', async () => {
  const root = temporaryTree({
    'kustomization.yaml': `${KUSTOMIZATION}resources: [secret.yaml]\n`,
    'secret.yaml': 'a: 1\n',
  })
  chmodSync(join(root, 'secret.yaml'), 0)
  const { code, stdout } = await runMain(root, 'check', '.', '--format', 'compact')
  expect(code).toBe(1)
  expect(stdout).toMatch(/^secret\.yaml:1:1 error yaml\/syntax The file cannot be read/)
})

test('a directory in the place of a kustomization.yaml is no kustomization', async () => {
  const root = temporaryTree({ 'web/deployment.yaml': 'a: 1\n' })
  mkdirSync(join(root, 'web/kustomization.yaml'))
  const { code, stderr } = await runMain(root, 'render', 'web')
  expect(code).toBe(2)
  expect(stderr).toContain('has no kustomization.yaml')
})

test('a repository without a fleet says that nothing was checked', async () => {
  const root = temporaryTree({ 'README.md': '# Nothing\n' })
  const { code, stdout } = await runMain(root, 'check', '.')
  expect(code).toBe(0)
  expect(stdout).toMatch(/nothing was checked/i)
})

test('a mistyped command, option, format or cluster says what was probably meant', async () => {
  const root = temporaryTree({ 'kustomization.yaml': KUSTOMIZATION })
  const messages = [
    await runMain(root, 'chek'),
    await runMain(root, 'check', '--formt', 'json'),
    await runMain(root, 'check', '--format', 'sarfi'),
    await runMain(root, 'check', '--fail-on', 'warn'),
    await runMain(root, 'check', '--format', 'json', '--format', 'sarif'),
    await runMain(root, 'render', '--reorder', 'sorted'),
  ]
  expect(messages.map(({ code }) => code)).toEqual([2, 2, 2, 2, 2, 2])
  expect(messages.map(({ stderr }) => stderr)).toMatchInlineSnapshot(`
    [
      "fleetlint: There is no command \`chek\`. Did you mean \`check\`?
    ",
      "fleetlint: There is no option \`--formt\`. Did you mean \`--format\`? Run \`fleetlint check --help\`.
    ",
      "fleetlint: There is no format \`sarfi\`. Did you mean \`sarif\`?
    ",
      "fleetlint: \`--fail-on\` takes \`error\`, \`warning\` or \`info\`, not \`warn\`.
    ",
      "fleetlint: Only one \`--format\` can go to stdout; give the others a file, as in \`sarif=out.sarif\`.
    ",
      "fleetlint: \`--reorder\` takes \`legacy\` or \`none\`, not \`sorted\`.
    ",
    ]
  `)
})
