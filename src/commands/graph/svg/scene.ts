import { isTrueAt, textAt } from '../../../lib/node.ts'
import type { EdgeType } from '../../../model/graph.ts'
import { shortId } from '../../../model/resource.ts'
import { isFluxKustomization, specOf } from '../../../render/flux/spec.ts'
import { type Line, linesOf } from '../edges.ts'
import { familyOf } from '../family.ts'
import { type Layout, layoutOf } from '../layout.ts'
import { type Picture, type PictureEdge, type PictureNode, titleOf } from '../picture.ts'
import type { Card, End, Link, Row, Scene, Tag } from './card.ts'
import { shown, shownPath } from './measure.ts'

/** Boxes that stand deeper are drawn beside the others. */
const DEEPEST = 12

const SOURCES: ReadonlySet<EdgeType> = new Set<EdgeType>(['sourceRef', 'chartRef'])

/** What is drawn of a cluster: what applies something is a box, what is only applied is a row in a box. */
export function sceneOf(picture: Picture): Scene {
  return new Stage(picture).scene()
}

type Draft = { -readonly [Key in keyof Card]: Card[Key] } & {
  rows: Row[]
  lanes: { left: number; right: number }
  boxes: Draft[]
}

class Stage {
  private readonly picture: Picture
  private readonly layout: Layout
  private readonly homes = new Map<PictureNode, End>()
  private readonly around = new Map<Card, Card>()
  private readonly panel: Draft
  /** How many objects take something from a source. */
  private readonly users = new Map<PictureNode, number>()

  constructor(picture: Picture) {
    this.picture = picture
    this.layout = layoutOf(picture)
    this.panel = draft({ muted: '', text: shown(titleOf(picture.cluster)) })
    for (const { reference, to } of picture.edges) {
      if (SOURCES.has(reference.type)) this.users.set(to, (this.users.get(to) ?? 0) + 1)
    }
  }

  scene(): Scene {
    for (const root of this.layout.roots) this.stand(root, this.panel)
    // Whatever the roots do not lead to is drawn all the same.
    for (const node of this.picture.nodes.values()) {
      if (this.picture.cluster.graph.nodes.has(node.key)) this.stand(node, this.panel)
    }
    const lines = linesOf(this.picture)
    for (const line of lines) this.standIn(line)
    return { panel: this.panel, around: this.around, links: lines.flatMap(line => [...this.linked(line)]) }
  }

  /** Draws a box, and the boxes and rows in it. */
  private stand(root: PictureNode, where: Draft): void {
    const open = [{ node: root, where, depth: 0 }]
    for (const { node, where: outer, depth } of open) {
      if (this.homes.has(node)) continue
      const card = this.cardOf(node, outer)
      const children = this.layout.children(node)
      const inner = depth < DEEPEST ? card : this.panel
      for (const child of children)
        if (this.isBox(child)) open.push({ node: child, where: inner, depth: depth + 1 })
      const leaves = children.filter(child => !this.isBox(child) && !this.homes.has(child))
      this.fill(card, node, leaves)
    }
  }

  private isBox(node: PictureNode): boolean {
    return isFluxKustomization(node.target) || this.layout.children(node).length > 0
  }

  private cardOf(node: PictureNode, outer: Draft): Draft {
    const { target, resource, isSuspended } = node
    const card = draft({
      muted: target.namespace === '' ? '' : shown(`${target.namespace}/`),
      text: shown(target.name),
    })
    const spec = resource === undefined ? undefined : specOf(resource)
    card.node = node
    card.note = node.presence === 'delivered' ? shownPath(textAt(spec, 'path') ?? '') : this.absence(node)
    card.pills = [...(isTrueAt(spec, 'wait') ? ['waits for all'] : []), ...(isSuspended ? ['suspended'] : [])]
    card.tag = this.sourceTag(node, outer)
    outer.boxes.push(card)
    this.around.set(card, outer)
    this.homes.set(node, { card, row: undefined })
    return card
  }

  private absence({ presence, target }: PictureNode): string {
    return presence === 'missing' ? `no such ${shown(target.kind)}` : `${shown(target.kind)}, not seen here`
  }

  /** Where a box takes its files from, where that is news. */
  private sourceTag(node: PictureNode, outer: Draft): Tag | undefined {
    const source = this.sourceOf(node)
    if (source === undefined) return undefined
    const above = outer.node === undefined ? undefined : this.sourceOf(outer.node)
    return source === above && source.presence !== 'missing'
      ? undefined
      : tagOf(source, shortId(source.target))
  }

  /** The first source of an object, or the one that is missing. */
  private sourceOf(node: PictureNode): PictureNode | undefined {
    const sources = this.sourcesOf(node)
    return sources.find(({ presence }) => presence === 'missing') ?? sources[0]
  }

  private sourcesOf(node: PictureNode): readonly PictureNode[] {
    const found = this.layout.references(node).filter(({ reference }) => SOURCES.has(reference.type))
    return [...new Set(found.map(({ to }) => to))]
  }

  private fill(card: Draft, owner: PictureNode, leaves: readonly PictureNode[]): void {
    const awaited = new Set(this.awaitedBy(owner).map(({ to }) => to))
    const among = new Set(leaves)
    const folded = new Set(leaves.flatMap(leaf => this.onlyUsedBy(leaf, among)))
    const namespace = owner.target.namespace
    for (const node of leaves) {
      if (folded.has(node)) continue
      this.homes.set(node, { card, row: card.rows.length })
      const tag = this.rowTag(node, folded)
      card.rows.push({ node, text: labelIn(namespace, node), tag, isAwaited: awaited.has(node) })
    }
    for (const source of folded) this.homes.set(source, { card, row: undefined })
    for (const { to } of this.awaitedBy(owner)) {
      const isElsewhere = this.picture.cluster.graph.nodes.has(to.key)
      if (isElsewhere || card.rows.some(({ node }) => node === to)) continue
      const text = `${shown(to.target.kind)} ${labelIn(namespace, to)}`
      card.rows.push({ node: to, text, tag: undefined, isAwaited: true })
    }
  }

  /** What the health checks of a box name; one that waits for all says so once. */
  private awaitedBy(node: PictureNode): readonly PictureEdge[] {
    if (node.resource !== undefined && isTrueAt(specOf(node.resource), 'wait')) return []
    return this.layout.references(node).filter(({ reference }) => reference.type === 'waits-for')
  }

  /** The source of a HelmRelease that stands beside it and that nobody else uses: it needs no row of its own. */
  private onlyUsedBy(release: PictureNode, among: ReadonlySet<PictureNode>): readonly PictureNode[] {
    const source = familyOf(release.target) === 'release' ? this.sourceOf(release) : undefined
    if (source === undefined || !among.has(source) || source.isSuspended) return []
    return this.users.get(source) === 1 ? [source] : []
  }

  private rowTag(node: PictureNode, folded: ReadonlySet<PictureNode>): Tag | undefined {
    const source = this.sourceOf(node)
    if (source === undefined) return undefined
    const isTold = folded.has(source) && source.target.name === node.target.name
    const more = this.sourcesOf(node).length - 1
    const name = isTold ? '' : labelIn(node.target.namespace, source)
    return tagOf(source, more > 0 ? `${name} and ${String(more)} more` : name)
  }

  /** What is waited for and not delivered gets a box beside who waits for it. */
  private standIn({ from, to, reference }: Line): void {
    if (reference.type !== 'dependsOn' || this.homes.has(to)) return
    const home = this.homes.get(from)
    this.cardOf(
      to,
      (home === undefined ? undefined : (this.around.get(home.card) as Draft | undefined)) ?? this.panel,
    )
  }

  private *linked(line: Line): Generator<Link> {
    const [from, to] = [this.homes.get(line.from), this.homes.get(line.to)]
    if (from === undefined || to === undefined || this.isTold(line, from, to)) return
    const { isCyclic, types } = line
    const [first = '', second = ''] = [line.from, line.to].map(({ target }) => shortId(target))
    yield {
      from,
      to,
      types,
      isCyclic,
      isMissing: line.to.presence === 'missing',
      title: `${first} ${types.join(', ')} ${second}`,
      lane: this.lane(from, to),
    }
  }

  /** Sources are named where they are used; what stands in a box is applied by it, and a mark says that it is awaited. */
  private isTold({ from, to, reference, isCyclic }: Line, outer: End, inner: End): boolean {
    if (SOURCES.has(reference.type)) return true
    if (isCyclic || reference.type === 'dependsOn' || from === to) return false
    return inner.card === outer.card || this.around.get(inner.card) === outer.card
  }

  /** Takes a lane in the box that holds both ends, where one of them is that box. */
  private lane(from: End, to: End): number | undefined {
    if (from.card === to.card) return (from.card as Draft).lanes.right++
    const outer = this.holds(from.card, to.card)
      ? from.card
      : this.holds(to.card, from.card)
        ? to.card
        : undefined
    return outer === undefined ? undefined : (outer as Draft).lanes.left++
  }

  private holds(outer: Card, inner: Card): boolean {
    for (let box = this.around.get(inner); box !== undefined; box = this.around.get(box))
      if (box === outer) return true
    return false
  }
}

function draft(heading: Card['heading']): Draft {
  return {
    node: undefined,
    heading,
    pills: [],
    note: '',
    tag: undefined,
    rows: [],
    lanes: { left: 0, right: 0 },
    boxes: [],
  }
}

function tagOf(source: PictureNode, text: string): Tag {
  const mark = source.presence === 'missing' ? `${text} (missing)` : text
  return { family: familyOf(source.target), text: shown(mark), presence: source.presence }
}

/** A name, with its namespace where it is another than that of its surroundings. */
function labelIn(namespace: string, { target }: PictureNode): string {
  const isSame = target.namespace === namespace || target.namespace === ''
  return shown(isSame ? target.name : `${target.namespace}/${target.name}`)
}
