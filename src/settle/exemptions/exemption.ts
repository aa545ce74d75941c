import { itemsAt, mapAt, scalarAt, textAt } from '../../lib/node.ts'
import { compareText, inOrder } from '../../lib/order.ts'
import type { Fleet } from '../../model/fleet.ts'
import type { Node, Scalar } from '../../model/node.ts'
import type { ObjectId } from '../../model/resource.ts'
import { nodeAt } from '../../read/config/validate.ts'

/** Of which findings an exemption speaks; `schemas/exemption.schema.json` describes each field. */
export interface ExemptionScope {
  readonly cluster?: string
  readonly kustomization?: string
  readonly object?: Pick<ObjectId, 'kind' | 'namespace' | 'name'>
  readonly path?: string
  readonly message?: string
}

/** A document of kind Exemption. Texts are `''` where it does not have them. */
export interface Exemption {
  readonly root: Node
  readonly name: string
  readonly rules: readonly Scalar[]
  readonly scope: ExemptionScope
  readonly category: string
  readonly reason: string
  readonly owner: string
  readonly approvedBy: string
  readonly ticket: string
  readonly created: string
  readonly expires: string
}

/** Where a field of an exemption stands; what holds it, where it has none. */
export function fieldOf({ root }: Exemption, ...steps: readonly string[]): Node {
  return nodeAt(root, steps)
}

const GROUP = 'fleetlint.dev/'

/** Every exemption of the repository, as it stands in its file, in order of files and places. */
export function exemptionsOf({ files }: Pick<Fleet, 'files'>): readonly Exemption[] {
  const found: Exemption[] = []
  for (const { documents } of files.values()) {
    for (const { root } of documents) {
      if (root !== undefined && isExemption(root)) found.push(exemptionOf(root))
    }
  }
  return found.sort(byPlace)
}

/** Whatever its version: one that fleetlint does not know is told, and not passed over. */
function isExemption(root: Node): boolean {
  return textAt(root, 'kind') === 'Exemption' && textAt(root, 'apiVersion')?.startsWith(GROUP) === true
}

const byPlace = inOrder<Exemption>(
  (a, b) => compareText(a.root.file.path, b.root.file.path),
  (a, b) => a.root.start - b.root.start,
)

function exemptionOf(root: Node): Exemption {
  const spec = mapAt(root, 'spec')
  const text = (key: string): string => textAt(spec, key) ?? ''
  return {
    root,
    name: textAt(mapAt(root, 'metadata'), 'name') ?? '',
    rules: itemsAt(spec, 'rules').filter(item => item.kind === 'scalar'),
    scope: scopeOf(mapAt(spec, 'scope')),
    category: text('category'),
    reason: text('reason'),
    owner: text('owner'),
    approvedBy: text('approvedBy'),
    ticket: text('ticket'),
    created: dateOf(text('created')),
    expires: dateOf(text('expires')),
  }
}

/** YAML makes a moment of a date without quotes: `2026-11-24T00:00:00Z`. */
function dateOf(text: string): string {
  return text.replace('T00:00:00Z', '')
}

function scopeOf(node: Node | undefined): ExemptionScope {
  const object = mapAt(node, 'object')
  const texts = (['cluster', 'kustomization', 'path', 'message'] as const).flatMap(key => {
    const value = textAt(node, key)
    return value === undefined ? [] : [[key, value] as const]
  })
  return { ...Object.fromEntries(texts), ...(object === undefined ? {} : { object: objectOf(object) }) }
}

function objectOf(node: Node): NonNullable<ExemptionScope['object']> {
  const text = (key: string): string => scalarAt(node, key)?.text ?? ''
  return { kind: text('kind'), namespace: text('namespace'), name: text('name') }
}
