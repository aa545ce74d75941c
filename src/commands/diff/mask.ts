import { mapAt, withEntries, withoutKey } from '../../lib/node.ts'
import { objectIdOf } from '../../lib/kubernetes-id.ts'
import type { Build } from '../../model/build.ts'
import { type Entry, type Mapping, type Node, type Scalar, scalar } from '../../model/node.ts'
import { KUSTOMIZE_GROUP } from '../../render/flux/spec.ts'
import { isSecret, type SecretValues } from './secret-values.ts'

/** What stands in place of a value that nobody should read, as in `kubectl diff`. */
const MASK = '***'
const BEFORE = ' (before)'
const AFTER = ' (after)'
const ENCRYPTED = /ENC\[[^\]\s]*\]/g

/** An object on one side, the build that delivers it, and what is secret there. */
export interface Side {
  readonly node: Mapping
  readonly build: Build
  readonly secrets: SecretValues
}

export interface Masked {
  readonly before: Mapping | undefined
  readonly after: Mapping | undefined
}

/**
 * Both sides of an object as they may be shown: without values of Secrets and without encrypted ones. Where such a
 * value differs, the masks do.
 */
export function masked(before: Side | undefined, after: Side | undefined): Masked {
  const masker = new Masker(before, after)
  return masker.both(
    before === undefined ? undefined : withoutNoise(before.node),
    after === undefined ? undefined : withoutNoise(after.node),
  )
}

/** What Flux takes away or puts on whatever the repository says: the metadata of SOPS, and the labels of the owner. */
export function withoutNoise(node: Mapping): Mapping {
  const clear = withoutKey(node, 'sops')
  const metadata = mapAt(clear, 'metadata')
  const labels = mapAt(metadata, 'labels')
  if (metadata === undefined || labels === undefined) return clear
  const own = ['name', 'namespace'].reduce((map, key) => withoutKey(map, `${KUSTOMIZE_GROUP}/${key}`), labels)
  if (own === labels) return clear
  const kept = own.entries.size === 0 ? withoutKey(metadata, 'labels') : replaced(metadata, 'labels', own)
  return replaced(clear, 'metadata', kept)
}

function replaced(map: Mapping, key: string, value: Node): Mapping {
  const entry = map.entries.get(key)
  if (entry === undefined || entry.value === value) return map
  return { ...map, entries: new Map(map.entries).set(key, { key: entry.key, value }) }
}

class Masker {
  private readonly sides: readonly (Side | undefined)[]
  private readonly variables: readonly ReadonlyMap<string, string>[]

  constructor(before: Side | undefined, after: Side | undefined) {
    this.sides = [before, after]
    this.variables = this.sides.map(
      side => side?.secrets.variablesOf(side.build) ?? new Map<string, string>(),
    )
  }

  both(before: Mapping | undefined, after: Mapping | undefined): Masked {
    const fields = secretFields(before ?? after)
    const [old, now] = this.pair(before, after, { fields, isHidden: false })
    return { before: old?.kind === 'map' ? old : undefined, after: now?.kind === 'map' ? now : undefined }
  }

  private pair(before: Node | undefined, after: Node | undefined, hidden: Hidden): Pair {
    if (before?.kind === 'scalar' || after?.kind === 'scalar') return this.leaves(before, after, hidden)
    if (before?.kind === 'list' || after?.kind === 'list') return this.lists(before, after, hidden)
    return this.maps(before, after, hidden)
  }

  private maps(before: Node | undefined, after: Node | undefined, hidden: Hidden): Pair {
    const [old, now] = [entriesOf(before), entriesOf(after)]
    const [first, second] = [new Map<string, Entry>(), new Map<string, Entry>()]
    for (const key of new Set([...old.keys(), ...now.keys()])) {
      const [was, is] = [old.get(key), now.get(key)]
      const values = this.pair(was?.value, is?.value, below(hidden, key))
      keep(first, was, values[0])
      keep(second, is, values[1])
    }
    return [mapWith(before, first), mapWith(after, second)]
  }

  private lists(before: Node | undefined, after: Node | undefined, hidden: Hidden): Pair {
    const [old, now] = [itemsOf(before), itemsOf(after)]
    const inside = below(hidden, '')
    const pairs = Array.from({ length: Math.max(old.length, now.length) }, (_, index) =>
      this.pair(old[index], now[index], inside),
    )
    const [first, second] = [0, 1].map(side =>
      pairs.map(pair => pair[side]).filter(node => node !== undefined),
    )
    return [
      before?.kind === 'list' ? { ...before, items: first ?? [] } : this.alone(before, 0, hidden),
      after?.kind === 'list' ? { ...after, items: second ?? [] } : this.alone(after, 1, hidden),
    ]
  }

  private leaves(before: Node | undefined, after: Node | undefined, hidden: Hidden): Pair {
    const [old, now] = [this.alone(before, 0, hidden), this.alone(after, 1, hidden)]
    const isMasked = old !== before || now !== after
    // Without a mark, what differs would look alike.
    const isAlike = isMasked && isSameScalar(old, now) && !isSameScalar(before, after)
    return isAlike && old?.kind === 'scalar' && now?.kind === 'scalar'
      ? [marked(old, BEFORE), marked(now, AFTER)]
      : [old, now]
  }

  /** One side's node with all that is secret in it masked. */
  private alone(node: Node | undefined, side: 0 | 1, hidden: Hidden): Node | undefined {
    if (node?.kind === 'scalar') return this.leaf(node, side, hidden)
    if (node?.kind === 'map') return this.maps(...only(node, side, hidden))[side]
    return node?.kind === 'list' ? this.lists(...only(node, side, hidden))[side] : undefined
  }

  private leaf(node: Scalar, side: 0 | 1, { isHidden }: Hidden): Scalar {
    if (node.value === null) return node
    if (isHidden || this.sides[side]?.secrets.has(node) === true) return scalar(node, MASK)
    if (typeof node.value !== 'string') return node
    const text = this.withoutVariables(node, side).replaceAll(ENCRYPTED, `ENC[${MASK}]`)
    return text === node.text ? node : scalar(node, text)
  }

  /** A text into which a variable of a Secret was put: without it; without anything where the variable was bent. */
  private withoutVariables({ text, step }: Scalar, side: 0 | 1): string {
    if (step?.what !== 'postBuild substitution' || step.was?.kind !== 'scalar') return text
    let shown = text
    for (const [name, value] of this.variables[side] ?? []) {
      const use = useOf(name, step.was.text)
      if (use === 'bent') return MASK
      if (use === 'plain' && value !== '') shown = shown.replaceAll(value.replaceAll('\n', ''), MASK)
    }
    return shown
  }
}

/** `bent`: with an operator, so that the text may hold a part of the value. */
function useOf(name: string, text: string): 'none' | 'plain' | 'bent' {
  const uses = text.match(new RegExp(`\\$\\{?${escaped(name)}(?!\\w)[^}]*`, 'g')) ?? []
  if (uses.length === 0) return 'none'
  return uses.some(use => use.startsWith('${') && use !== `\${${name}`) ? 'bent' : 'plain'
}

function isSameScalar(a: Node | undefined, b: Node | undefined): boolean {
  return a?.kind === 'scalar' && b?.kind === 'scalar' && a.value === b.value
}

function keep(entries: Map<string, Entry>, entry: Entry | undefined, value: Node | undefined): void {
  if (entry !== undefined && value !== undefined) entries.set(entry.key.text, { key: entry.key, value })
}

function mapWith(node: Node | undefined, entries: ReadonlyMap<string, Entry>): Node | undefined {
  return node?.kind === 'map' ? withEntries(node, entries) : node
}

type Pair = readonly [Node | undefined, Node | undefined]

interface Hidden {
  /** Ways down to fields of which everything is secret. */
  readonly fields: readonly (readonly string[])[]
  readonly isHidden: boolean
}

function below({ fields, isHidden }: Hidden, key: string): Hidden {
  const inside = fields.filter(([first]) => first === key).map(([, ...rest]) => rest)
  return { fields: inside, isHidden: isHidden || inside.some(rest => rest.length === 0) }
}

function only(node: Node, side: 0 | 1, hidden: Hidden): [Node | undefined, Node | undefined, Hidden] {
  return side === 0 ? [node, undefined, hidden] : [undefined, node, hidden]
}

const LAST_APPLIED = ['metadata', 'annotations', 'kubectl.kubernetes.io/last-applied-configuration'] as const

function secretFields(node: Mapping | undefined): readonly (readonly string[])[] {
  const id = node === undefined ? undefined : objectIdOf(node)
  if (id === undefined) return []
  if (isSecret(id)) return [['data'], ['stringData'], LAST_APPLIED]
  return id.kind === 'SealedSecret' ? [['spec', 'encryptedData'], LAST_APPLIED] : []
}

function entriesOf(node: Node | undefined): ReadonlyMap<string, Entry> {
  return node?.kind === 'map' ? node.entries : new Map<string, Entry>()
}

function itemsOf(node: Node | undefined): readonly Node[] {
  return node?.kind === 'list' ? node.items : []
}

function marked(node: Scalar, mark: string): Scalar {
  const text = node.text.includes(MASK) ? node.text.replace(MASK, `${MASK}${mark}`) : `${node.text}${mark}`
  return scalar(node, text)
}

/** Names of variables are letters, digits and `_`; those of a Secret's keys may hold more. */
function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
