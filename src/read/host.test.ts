import { readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryTree } from '../../test/temporary-tree.ts'
import type { Host } from '../model/host.ts'
import { createHost } from './host.ts'

const root = temporaryTree({
  'tree/.git/HEAD': '',
  'tree/sub/deep/a.yaml': '',
  'linked/.git': 'gitdir: ../tree/.git\n',
  'linked/sub/a.yaml': '',
})

function hostAt(directory: string): Host & { readonly printed: string[] } {
  const printed: string[] = []
  const host = createHost({
    cwd: join(root, directory),
    env: { HOME: '/none' },
    today: '2026-11-24',
    terminal: { isTty: false, width: 80 },
    stdout: text => void printed.push(text),
    stderr: text => void printed.push(`! ${text}`),
  })
  return { ...host, printed }
}

test('finds the work tree around a directory, with `.git` as a directory or a file', () => {
  expect(hostAt('tree/sub/deep').workTree('.')).toBe(join(root, 'tree'))
  expect(hostAt('.').workTree('tree')).toBe(join(root, 'tree'))
  expect(hostAt('.').workTree('linked/sub')).toBe(join(root, 'linked'))
  expect(hostAt('.').workTree('none')).toBeUndefined()
})

test('opens a directory relative to the working directory and names it as it was given', () => {
  const host = hostAt('tree')
  expect(host.open('sub', 'disk').list('' as never)).toEqual(['deep'])
  expect(() => host.open('none', 'git')).toThrow('`none` cannot be read: it does not exist.')
})

test('resolves paths from the working directory, symlinks followed', () => {
  symlinkSync('tree/sub', join(root, 'link'))
  expect(hostAt('.').resolve('link/deep')).toBe(join(root, 'tree/sub/deep'))
  expect(hostAt('tree').resolve('none/here')).toBe(join(root, 'tree/none/here'))
})

test('writes results, and says why it cannot', () => {
  const host = hostAt('tree')
  host.write('report.json', '{}\n')
  expect(readFileSync(join(root, 'tree/report.json'), 'utf8')).toBe('{}\n')
  expect(() => {
    host.write('none/report.json', '')
  }).toThrow('`none/report.json` cannot be written: it does not exist.')
})

test('makes folders for results, and says why it cannot', () => {
  const host = hostAt('tree')
  host.makeFolder('results/today')
  host.makeFolder('results/today')
  host.write('results/today/report.json', '{}\n')
  expect(() => {
    host.makeFolder('results/today/report.json/more')
  }).toThrow('`results/today/report.json/more` cannot be made')
})

test('passes on what the process gave', () => {
  const host = hostAt('tree')
  host.stdout('out')
  host.stderr('err')
  expect(host.printed).toEqual(['out', '! err'])
  expect(host.cwd).toBe(join(root, 'tree'))
  expect(host.env).toEqual({ HOME: '/none' })
})
