import { expect } from 'vitest'
import { lineCount, locate, offsetOfLine } from '../src/lib/locate.ts'
import type { Node, Scalar } from '../src/model/node.ts'
import { type BuiltCase, builtCases } from './kustomize-suite.ts'
import { suiteTest } from './shared.ts'

const SUITES = [
  { suite: 'krusty-5.8.1', count: 168 },
  { suite: 'filter-replacement-5.8.1', count: 49 },
  { suite: 'builtin-plugins-5.5.0', count: 63 },
]

for (const { suite, count } of SUITES) {
  const path = `conformance/kustomize/${suite}`
  suiteTest(
    { name: `every value of ${suite} stands at its origin or was computed`, path, count },
    directory => {
      const lost: string[] = []
      let values = 0
      for (const built of builtCases(directory)) {
        for (const [pointer, scalar] of scalarsOf(built)) {
          values++
          if (!isAtOrigin(scalar))
            lost.push(`${built.id} ${pointer}: ${scalar.text} is not at ${placeOf(scalar)}`)
        }
      }
      expect(values).toBeGreaterThan(count)
      expect(lost).toEqual([])
    },
  )
}

function* scalarsOf({ build }: BuiltCase): Generator<readonly [string, Scalar]> {
  for (const [index, { node }] of build.objects.entries()) yield* scalarsIn(node, String(index))
}

function* scalarsIn(node: Node, pointer: string): Generator<readonly [string, Scalar]> {
  switch (node.kind) {
    case 'scalar':
      yield [pointer, node]
      break
    case 'list':
      for (const [index, item] of node.items.entries()) yield* scalarsIn(item, `${pointer}/${String(index)}`)
      break
    case 'map':
      for (const [key, { value }] of node.entries) yield* scalarsIn(value, `${pointer}/${key}`)
      break
    default:
      node satisfies never
  }
}

/** A value stands on the lines of its origin, escapes and folds aside; a computed one says what computed it. */
function isAtOrigin(scalar: Scalar): boolean {
  if (scalar.step !== undefined) return scalar.step.what !== '' && isInFile(scalar)
  return isInFile(scalar) && squeezed(linesOf(scalar)).includes(squeezed(scalar.text))
}

function isInFile({ file, start, end }: Scalar): boolean {
  return start >= 0 && end >= start && end <= file.text.length
}

function linesOf(scalar: Scalar): string {
  const { line, endLine } = locate(scalar)
  const { file } = scalar
  const end = endLine >= lineCount(file) ? file.text.length : offsetOfLine(file, endLine + 1)
  return file.text.slice(offsetOfLine(file, line), end)
}

/** Without what YAML's styles add and take away. */
function squeezed(text: string): string {
  return text.replace(/\\[ntr]/g, '').replace(/[\s"'\\]/g, '')
}

function placeOf(scalar: Scalar): string {
  return `${scalar.file.path}:${String(locate(scalar).line)}`
}
