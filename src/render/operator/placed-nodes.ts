import type { Origin } from '../../model/location.ts'
import type { Entry, Node, Scalar, Step } from '../../model/node.ts'
import type { Rendered } from '../template/output.ts'
import type { TemplateSource } from './template-source.ts'

const COMPUTED: Step = { what: 'a template' }

interface Place {
  readonly origin: Origin
  /** The input that was printed as it is. */
  readonly input: Node | undefined
  /** Whether an action had a part in it. */
  readonly isComputed: boolean
}

/**
 * Gives what was read from a template's output the places that wrote it: the input, where a value is nothing but that
 * input's, else the part of the template.
 */
export class PlacedNodes {
  private readonly rendered: Rendered
  private readonly source: TemplateSource

  constructor(rendered: Rendered, source: TemplateSource) {
    this.rendered = rendered
    this.source = source
  }

  node(node: Node): Node {
    switch (node.kind) {
      case 'scalar':
        return this.scalar(node)
      case 'list':
        return { ...node, ...placeFields(this.place(node)), items: node.items.map(item => this.node(item)) }
      case 'map': {
        const entries = new Map<string, Entry>()
        for (const [name, { key, value }] of node.entries) {
          entries.set(name, { key: this.scalar(key), value: this.node(value) })
        }
        return { ...node, ...placeFields(this.place(node)), entries }
      }
      default:
        return node satisfies never
    }
  }

  /** Where a piece of the output was written. */
  origin(range: { readonly start: number; readonly end: number }): Origin {
    return this.place(range).origin
  }

  private scalar(scalar: Scalar): Scalar {
    const isQuoted = /^["']/.test(this.rendered.text.charAt(scalar.start))
    const inner = isQuoted && scalar.end - scalar.start > 2
    const range = inner ? { start: scalar.start + 1, end: scalar.end - 1 } : scalar
    const place = this.place(range)
    const exact = place.input === undefined ? undefined : withinInput(place.input, scalar)
    return { ...scalar, ...placeFields(exact === undefined ? place : { ...place, origin: exact }) }
  }

  private place({ start, end }: { readonly start: number; readonly end: number }): Place {
    const { pieces } = this.rendered
    const first = pieces[this.indexAt(start)]
    const last = pieces[this.indexAt(Math.max(start, end - 1))]
    if (first === undefined || last === undefined)
      return { origin: this.source.origin(0, 0), input: undefined, isComputed: false }
    if (first === last && first.at !== undefined)
      return { origin: first.at, input: first.at, isComputed: true }
    const from = first.isText ? first.from.start + start - first.start : first.from.start
    const to = last.isText ? last.from.start + end - last.start : last.from.end
    const isComputed = first !== last || !first.isText
    return { origin: this.source.origin(from, Math.max(from, to)), input: undefined, isComputed }
  }

  private indexAt(offset: number): number {
    const { pieces } = this.rendered
    let low = 0
    let high = pieces.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((pieces[middle]?.start ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    return low
  }
}

function placeFields({
  origin: { file, start, end },
  isComputed,
}: Place): Pick<Node, 'file' | 'start' | 'end' | 'step'> {
  return { file, start, end, step: isComputed ? COMPUTED : undefined }
}

/** Of an input that was printed as a whole, the one value that the scalar can be. */
function withinInput(input: Node, { text }: Scalar): Scalar | undefined {
  const found = [...scalarsIn(input)].filter(candidate => candidate.text === text)
  return found.length === 1 ? found[0] : undefined
}

function* scalarsIn(node: Node): Generator<Scalar> {
  switch (node.kind) {
    case 'scalar':
      yield node
      break
    case 'list':
      for (const item of node.items) yield* scalarsIn(item)
      break
    case 'map':
      for (const { key, value } of node.entries.values()) {
        yield key
        yield* scalarsIn(value)
      }
      break
    default:
      node satisfies never
  }
}
