import { valueAt, withEntries, withItems, withValue } from '../../../lib/node.ts'
import type { Entry, Mapping, Node, Scalar, Sequence } from '../../../model/node.ts'
import type { Context } from '../context.ts'
import { type FieldSpec, updateAtFieldSpecs } from '../field-specs.ts'
import { objectId } from '../identity.ts'
import type { KustomizeObject, Transformer } from '../object.ts'
import { compileRegex, SelectorError } from '../select.ts'
import { changeEach, Refusal } from './refusal.ts'
import { rewritten, settingAt } from './texts.ts'

export interface ImageOptions {
  /** One entry of `images`: `name`, and `newName`, `newTag`, `digest` or `tagSuffix`. */
  readonly image: Mapping
  readonly fieldSpecs: readonly FieldSpec[]
}

/** Sets name, tag or digest of images: under every `containers` and `initContainers`, and where the specs say. */
export function imageTransformer({ image, fieldSpecs }: ImageOptions, context: Context): Transformer {
  const change = imageChange(image, context)
  if (change === undefined) return objects => objects
  return objects => changeEach(context, objects, object => withImages(object, change, fieldSpecs))
}

type Change = (image: Node) => Node

function withImages(object: KustomizeObject, change: Change, specs: readonly FieldSpec[]): KustomizeObject {
  // A CustomResourceDefinition describes containers and has none.
  if (objectId(object.node).kind === 'CustomResourceDefinition') return object
  const legacy = inContainers(object.node, change)
  if (legacy.kind !== 'map') return object
  const set = (current: Node | undefined): Node => (current === undefined ? legacy : change(current))
  return { ...object, node: updateAtFieldSpecs(legacy, specs, { set }) }
}

/** Walks the whole object; only lists that change are made anew. */
function inContainers(node: Node, change: Change): Node {
  switch (node.kind) {
    case 'scalar':
      return node
    case 'list':
      return mapItems(node, item => inContainers(item, change))
    case 'map':
      return mapEntries(node, (key, value) => {
        const walked = inContainers(value, change)
        const holdsContainers = key === 'containers' || key === 'initContainers'
        return holdsContainers && walked.kind === 'list'
          ? mapItems(walked, item => inContainer(item, change))
          : walked
      })
    default:
      return node satisfies never
  }
}

function inContainer(container: Node, change: Change): Node {
  if (container.kind === 'scalar' && container.value === null) return container
  if (container.kind !== 'map') {
    throw new Refusal('invalid-field', container, 'A container is to get an image and is no map.')
  }
  const image = valueAt(container, 'image')
  if (image === undefined) return container
  const changed = change(image)
  return changed === image ? container : withValue(container, 'image', changed)
}

function mapItems(list: Sequence, change: (item: Node) => Node): Sequence {
  const items = list.items.map(change)
  return items.some((item, index) => item !== list.items[index]) ? withItems(list, items) : list
}

function mapEntries(map: Mapping, change: (key: string, value: Node) => Node): Mapping {
  let entries: Map<string, Entry> | undefined
  for (const [key, entry] of map.entries) {
    const value = change(key, entry.value)
    if (value === entry.value) continue
    entries ??= new Map(map.entries)
    entries.set(key, { key: entry.key, value })
  }
  return entries === undefined ? map : withEntries(map, entries)
}

const TAG = '(:[a-zA-Z0-9_.{}-]*)?(@sha256:[a-zA-Z0-9_.{}-]*)?'

/** The change that an entry of `images` asks for; undefined where its `name` is no regular expression. */
function imageChange(image: Mapping, context: Context): Change | undefined {
  const name = settingAt(image, 'name')
  try {
    const pattern = compileRegex(`^${name?.text ?? ''}${TAG}$`, 'name', name?.text)
    return current => {
      if (current.kind !== 'scalar') {
        throw new Refusal('invalid-field', current, 'An image is to be set and is no text.')
      }
      return pattern.matcher(current.text).find() ? changedImage(current, image) : current
    }
  } catch (error) {
    if (!(error instanceof SelectorError)) throw error
    context.report({ code: 'invalid-field', at: name ?? image, message: error.message })
    return undefined
  }
}

function changedImage(current: Scalar, image: Mapping): Node {
  const text = imageText(parseImage(current.text), image)
  if (text === current.text) return current
  const at =
    settingAt(image, 'newTag') ??
    settingAt(image, 'digest') ??
    settingAt(image, 'tagSuffix') ??
    settingAt(image, 'newName') ??
    image
  return rewritten(current, text, { at, what: 'images' })
}

interface ImageParts {
  readonly name: string
  readonly tag: string
  readonly digest: string
}

/** A new tag or digest replaces both of the old. */
function imageText(old: ImageParts, image: Mapping): string {
  const name = textOf(image, 'newName') || old.name
  const tag = textOf(image, 'newTag')
  const digest = textOf(image, 'digest')
  if (tag !== '' || digest !== '') return joinImage({ name, tag, digest })
  const suffix = textOf(image, 'tagSuffix')
  return joinImage(suffix === '' ? { ...old, name } : { name, tag: old.tag + suffix, digest: '' })
}

function textOf(image: Mapping, key: string): string {
  return settingAt(image, key)?.text ?? ''
}

function joinImage({ name, tag, digest }: ImageParts): string {
  return name + (tag === '' ? '' : `:${tag}`) + (digest === '' ? '' : `@${digest}`)
}

/** Splits `registry:5000/name:tag@digest`; what stands before the first slash is never a tag. */
export function parseImage(text: string): ImageParts {
  const slash = Math.max(0, text.indexOf('/'))
  const at = text.indexOf('@', slash)
  const colon = text.indexOf(':', slash)
  if (at >= 0 && (colon < 0 || at < colon)) {
    return { name: text.slice(0, at), tag: '', digest: text.slice(at + 1) }
  }
  if (colon < 0) return { name: text, tag: '', digest: '' }
  const tagEnd = at < 0 ? text.length : at
  return {
    name: text.slice(0, colon),
    tag: text.slice(colon + 1, tagEnd),
    digest: at < 0 ? '' : text.slice(at + 1),
  }
}
