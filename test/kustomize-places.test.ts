import { expect, test } from 'vitest'
import type { Node, Scalar } from '../src/model/node.ts'
import { PLACES } from './kustomize-place-cases.ts'
import { buildTree, placeOf } from './kustomize-tree.ts'

for (const { by, files, directory, at, value, place, before = [] } of PLACES) {
  test(`a value written by ${by} stands at its line`, () => {
    const { objects, problems } = buildTree(files, directory)
    expect(problems).toEqual([])
    const [kind, ...keys] = at
    const object = objects.find(({ node }) => scalarOf(node, ['kind'])?.value === kind)
    const found = object && scalarOf(object.node, keys)
    expect(found?.value).toBe(value)
    expect(found && placeOf(found)).toBe(place)
    expect(found && placesBefore(found)).toEqual(before)
  })
}

function scalarOf(node: Node, keys: readonly (string | number)[]): Scalar | undefined {
  let current: Node | undefined = node
  for (const key of keys) {
    if (current?.kind === 'map') current = current.entries.get(String(key))?.value
    else if (current?.kind === 'list') current = current.items[Number(key)]
    else return undefined
  }
  return current?.kind === 'scalar' ? current : undefined
}

function placesBefore(scalar: Scalar): string[] {
  const was = scalar.step?.was
  if (was === undefined) return []
  return [placeOf(was), ...(was.kind === 'scalar' ? placesBefore(was) : [])]
}
