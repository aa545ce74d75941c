import { expect, test } from 'vitest'
import type { ParsedFile } from '../model/document.ts'
import { type Location, type RepoPath, repoPath, type SourceFile } from '../model/location.ts'
import { parseYaml } from '../read/yaml/parse.ts'
import { type Place, placeOn } from './place.ts'

const PATH = repoPath('apps/web.yaml')

function sourceFile(text: string): SourceFile {
  return { path: PATH, text }
}

function parsed(file: SourceFile): ReadonlyMap<RepoPath, ParsedFile> {
  return new Map([[file.path, parseYaml(file, 'resource')]])
}

function placeIn(file: SourceFile, prefix = ''): Place {
  return placeOn({ files: parsed(file), prefix: repoPath(prefix) })
}

function find(file: SourceFile, needle: string, place: Place): Location {
  const start = file.text.indexOf(needle)
  return place({ file, start, end: start + needle.length })
}

test('has file, document, pointer and range', () => {
  const file = sourceFile('kind: A\n---\nkind: B\nspec:\n  replicas: 50\n')
  expect(find(file, '50', placeIn(file))).toEqual({
    file: 'apps/web.yaml',
    document: 1,
    pointer: '/spec/replicas',
    line: 5,
    column: 13,
    endLine: 5,
    endColumn: 15,
  })
})

test('numbers every document as the reader does', () => {
  const file = sourceFile('---\na: 1\n--- # two\nb: 2\n---\n# empty\n---\n\n---\nc: 3')
  const place = placeIn(file)
  const { documents } = parseYaml(file, 'resource')
  const roots = documents.flatMap(({ index, root }) => (root === undefined ? [] : [{ index, root }]))
  expect(roots.map(({ root }) => place(root).document)).toEqual(roots.map(({ index }) => index))
  expect(roots.map(({ index }) => index)).toEqual([0, 1, 4])
})

test('counts documents past one that does not parse', () => {
  const file = sourceFile('a: [\n---\nb: 2\n')
  const place = placeIn(file)
  expect(find(file, '[', place)).toMatchObject({ document: 0, pointer: '' })
  expect(find(file, '2', place)).toMatchObject({ document: 1, pointer: '/b' })
})

test('places what is in a file that is no YAML of the fleet', () => {
  const file = sourceFile('A=1\n---\nB=2\n')
  const place = placeOn({ files: new Map(), prefix: repoPath('') })
  expect(find(file, '2', place)).toMatchObject({ document: 0, pointer: '', line: 3, column: 3 })
})

test('marks the words of a block scalar, not its indentation and its last line ends', () => {
  const file = sourceFile('a: |\n    one\n    two\n\nb: 1\n')
  const place = placeIn(file)
  const value = parseYaml(file, 'resource').documents[0]?.root
  const scalar = value?.kind === 'map' ? value.entries.get('a')?.value : undefined
  expect(scalar && place(scalar)).toMatchObject({
    line: 2,
    column: 5,
    endLine: 3,
    endColumn: 8,
    pointer: '/a',
  })
})

test('puts the prefix of the report before the path', () => {
  const file = sourceFile('a: 1\n')
  expect(find(file, '1', placeIn(file, 'fleets/main'))).toMatchObject({
    file: 'fleets/main/apps/web.yaml',
    pointer: '/a',
  })
})

test('places an origin that lies past the end', () => {
  const file = sourceFile('a: 1\n')
  expect(placeIn(file)({ file, start: 900, end: 800 })).toMatchObject({ document: 0, line: 2 })
})
