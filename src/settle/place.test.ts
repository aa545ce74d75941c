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

test('counts documents past those that do not parse', () => {
  const file = sourceFile('a: 1\n---\nb: [\n---\nc: }\n---\nd: 4\n')
  const place = placeIn(file)
  const { problems } = parseYaml(file, 'resource')
  expect(problems.map(({ at }) => place(at))).toMatchObject([
    { document: 1, pointer: '' },
    { document: 2, pointer: '' },
  ])
  expect(find(file, '4', place)).toMatchObject({ document: 3, pointer: '/d' })
})

test('gives a file that cannot be read one broken document', () => {
  const file = sourceFile('')
  const problem = { at: { file, start: 0, end: 0 }, message: 'It is binary.' }
  const files = new Map([[file.path, { file, documents: [], problems: [problem] }]])
  expect(placeOn({ files, prefix: repoPath('') })(problem.at)).toMatchObject({
    document: 0,
    line: 1,
    column: 1,
  })
})

test('places what is in a file that is no YAML of the fleet', () => {
  const file = sourceFile('A=1\n---\nB=2\n')
  const place = placeOn({ files: new Map(), prefix: repoPath('') })
  expect(find(file, '2', place)).toMatchObject({ document: 0, pointer: '', line: 3, column: 3 })
})

test('shows what spans many lines where it begins', () => {
  const file = sourceFile('a: 1\nb:\n  c: "x"  \n  d: 2\n')
  const start = file.text.indexOf('c:')
  expect(placeIn(file)({ file, start, end: file.text.length })).toMatchObject({
    line: 3,
    column: 3,
    endLine: 3,
    endColumn: 9,
  })
})

test('shows what begins with spaces at its first word', () => {
  const file = sourceFile('a: |\n    one\n    two\n')
  const start = file.text.indexOf('    one')
  expect(placeIn(file)({ file, start, end: file.text.length })).toMatchObject({
    line: 2,
    column: 5,
    endLine: 2,
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
