import { itemsAt, textAt, valueAt } from '../../lib/node.ts'
import type { Target } from '../../model/graph.ts'
import type { Node } from '../../model/node.ts'
import type { Resource } from '../../model/resource.ts'
import { specOf } from '../../render/flux/spec.ts'

/** Kinds through which a ResourceSet delivers what stands in no template of its own. */
const DELIVERERS: ReadonlySet<string> = new Set(['FluxInstance', 'Kustomization'])

/** What an object template says of itself. */
interface Made {
  readonly kind: string
  readonly name: string
}

/**
 * Whether a ResourceSet that is not rendered may make an object: its templates say of which kinds they are, and
 * how the names of what they make begin and end. One without templates may make anything.
 */
export function mayMake(set: Resource): (target: Pick<Target, 'kind' | 'name'>) => boolean {
  const spec = specOf(set)
  const made = [...objectsIn(valueAt(spec, 'resources')), ...objectsInText(textAt(spec, 'resourcesTemplate'))]
  const isOpen = made.length === 0 || made.some(({ kind }) => DELIVERERS.has(kind) || isTemplate(kind))
  return target => isOpen || made.some(({ kind, name }) => kind === target.kind && fits(target.name, name))
}

/** The objects of a list of templates, and those in the lists of ResourceSets among them. */
function* objectsIn(list: Node | undefined): Generator<Made> {
  if (list?.kind !== 'list') return
  for (const item of list.items) {
    yield { kind: textAt(item, 'kind') ?? '', name: textAt(valueAt(item, 'metadata'), 'name') ?? '' }
    const spec = valueAt(item, 'spec')
    if (itemsAt(spec, 'resources').length > 0) yield* objectsIn(valueAt(spec, 'resources'))
    yield* objectsInText(textAt(spec, 'resourcesTemplate'))
  }
}

/** In a text only the kinds are looked for: what else stands in it may lie between conditions. */
function* objectsInText(text: string | undefined): Generator<Made> {
  for (const [, kind = ''] of (text ?? '').matchAll(/^\s*(?:- )?kind:[ \t]*["']?([^"'\n]*)/gm)) {
    yield { kind: kind.trim(), name: '<<>>' }
  }
}

function isTemplate(text: string): boolean {
  return text.includes('<<')
}

function fits(name: string, template: string): boolean {
  const start = template.indexOf('<<')
  if (start < 0) return name === template || template === ''
  const end = template.slice(template.lastIndexOf('>>') + 2)
  return name.startsWith(template.slice(0, start)) && name.endsWith(end)
}
