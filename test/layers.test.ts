import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const SRC = fileURLToPath(new URL('../src/', import.meta.url))

/** Left to right; a folder imports from its own room, from rooms before it, and nothing after it. */
const ROOMS = [
  'model',
  'lib',
  'read',
  'render',
  'link',
  'check',
  'settle',
  'report',
  'audit',
  'commands',
  'cli',
]

const IMPORT = /\b(?:from|import)\s*\(?\s*'(\.[^']+)'/g

function sources(): string[] {
  return readdirSync(SRC, { recursive: true, encoding: 'utf8' })
    .map(path => path.replaceAll('\\', '/'))
    .filter(path => path.endsWith('.ts') && !path.endsWith('.test.ts'))
    .sort()
}

function importsOf(file: string): string[] {
  const text = readFileSync(join(SRC, file), 'utf8')
  return [...text.matchAll(IMPORT)].map(([, path = '']) =>
    relative(SRC, join(SRC, dirname(file), path)).replaceAll('\\', '/'),
  )
}

/** The process and the public API stand after every room. */
function rank(file: string): number {
  const room = file.split('/')[0] ?? ''
  if (!file.includes('/')) return ROOMS.length
  const index = ROOMS.indexOf(room)
  if (index < 0) throw new Error(`src/${room} is no room of the design`)
  return index
}

test('imports go from right to left only, type imports included', () => {
  const wrong = sources().flatMap(file =>
    importsOf(file)
      .filter(target => rank(target) > rank(file) || (rank(file) === 0 && rank(target) !== 0))
      .map(target => `${file} imports ${target}`),
  )
  expect(wrong).toEqual([])
})

test('imports make no circle', () => {
  const graph = new Map(sources().map(file => [file, importsOf(file)]))
  const done = new Set<string>()
  const circle = (file: string, path: readonly string[]): readonly string[] | undefined => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file]
    if (done.has(file)) return undefined
    for (const next of graph.get(file) ?? []) {
      const found = circle(next, [...path, file])
      if (found !== undefined) return found
    }
    done.add(file)
    return undefined
  }
  expect([...graph.keys()].map(file => circle(file, [])).filter(found => found !== undefined)).toEqual([])
})
