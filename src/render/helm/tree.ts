import type { Origin } from '../../model/location.ts'
import { type Mapping, type Node, type Scalar, type Sequence, sequence } from '../../model/node.ts'

/**
 * Values while they are composed. Unlike nodes these are changed in place, as helm-controller changes Go maps: which
 * of two writers wins depends on which maps they share (spec/flux.md 5.4).
 */
export type Tree = Branch | Row | Scalar

export interface Branch {
  readonly kind: 'branch'
  readonly at: Origin
  readonly entries: Map<string, { readonly key: Scalar; readonly value: Tree }>
}

export interface Row {
  readonly kind: 'row'
  readonly at: Origin
  readonly items: (Tree | undefined)[]
}

export function branch(at: Origin): Branch {
  return { kind: 'branch', at, entries: new Map() }
}

export function treeOf(node: Mapping): Branch
export function treeOf(node: Node): Tree
export function treeOf(node: Node): Tree {
  switch (node.kind) {
    case 'scalar':
      return node
    case 'list':
      return { kind: 'row', at: node, items: node.items.map(item => treeOf(item)) }
    case 'map': {
      const tree = branch(node)
      for (const [name, { key, value }] of node.entries) tree.entries.set(name, { key, value: treeOf(value) })
      return tree
    }
    default:
      return node satisfies never
  }
}

export function nodeOf(tree: Branch): Mapping
export function nodeOf(tree: Tree): Node
export function nodeOf(tree: Tree): Node {
  switch (tree.kind) {
    case 'scalar':
      return tree
    case 'row':
      return rowNode(tree)
    case 'branch': {
      const entries = new Map<string, { key: Scalar; value: Node }>()
      for (const [name, { key, value }] of tree.entries) entries.set(name, { key, value: nodeOf(value) })
      const { file, start, end } = tree.at
      return { kind: 'map', entries, file, start, end, step: undefined }
    }
    default:
      return tree satisfies never
  }
}

function rowNode({ at, items }: Row): Sequence {
  const { file, start, end } = at
  const empty: Scalar = { kind: 'scalar', value: null, text: '', file, start, end, step: undefined }
  return sequence(
    at,
    items.map(item => (item === undefined ? empty : nodeOf(item))),
  )
}

/** Copies the top, and every level at which both sides are maps; all other levels are shared with their giver. */
export function mergeTrees(lower: Branch, upper: Branch): Branch {
  const merged: Branch = { kind: 'branch', at: upper.at, entries: new Map(lower.entries) }
  for (const [name, { key, value }] of upper.entries) {
    const old = merged.entries.get(name)?.value
    const isBoth = old?.kind === 'branch' && value.kind === 'branch'
    merged.entries.set(name, { key, value: isBoth ? mergeTrees(old, value) : value })
  }
  return merged
}
