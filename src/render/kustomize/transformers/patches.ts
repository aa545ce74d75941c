import { nearest } from '../../../lib/nearest.ts'
import { isTrueAt } from '../../../lib/node.ts'
import type { BuildProblem } from '../../../model/build.ts'
import type { ParsedFile } from '../../../model/document.ts'
import type { Origin } from '../../../model/location.ts'
import type { Mapping, Node, Sequence } from '../../../model/node.ts'
import { shortId } from '../../../model/resource.ts'
import type { Context } from '../context.ts'
import { currentId, hasEverId, idKey, objectId, withFormerId } from '../identity.ts'
import type { KustomizeObject, Transformer } from '../object.ts'
import { aimed, type StrategicPatch, withJsonPatch, withStrategicPatch } from '../patch/apply.ts'
import { withJsonTyping } from '../patch/json-typing.ts'
import { nameNode, patchRoots, strategicPatches } from '../patch/patch-objects.ts'
import { changeEach, orElse, Refusal } from './refusal.ts'
import { selectedBy } from './selected.ts'
import { settingAt } from './texts.ts'

export interface PatchOptions {
  /** The entry that names or holds the patch. */
  readonly at: Origin
  readonly patch: ParsedFile
  readonly target: Mapping | undefined
  readonly options: Mapping | undefined
  /** `any` for `patches`, whose entries may be of either sort. */
  readonly kind: 'any' | 'strategic' | 'json6902'
}

/** One entry of `patches`, `patchesStrategicMerge` or `patchesJson6902`. A patch with syntax problems does nothing. */
export function patchTransformer(options: PatchOptions, context: Context): Transformer {
  if (options.patch.problems.length > 0) return unchanged
  return orElse(context, unchanged, () => {
    const roots = patchRoots(options.patch)
    const isJson = options.kind === 'json6902' || (options.kind === 'any' && roots[0]?.kind === 'list')
    return isJson ? jsonPatch(roots[0], options, context) : strategicPatch(roots, options, context)
  })
}

function unchanged(objects: readonly KustomizeObject[]): readonly KustomizeObject[] {
  return objects
}

function jsonPatch(root: Node | undefined, options: PatchOptions, context: Context): Transformer {
  const { at, kind, target } = options
  if (target === undefined) throw new Refusal('invalid-patch', at, 'The JSON patch has no `target`.')
  if (kind === 'json6902' && settingAt(target, 'name') === undefined) {
    throw new Refusal('invalid-patch', target, 'The `target` of the JSON patch has no `name`.')
  }
  const patch = operations(root, options)
  const isSelected = selectedBy(target)
  return objects => {
    context.aims?.({ target, isMet: objects.some(isSelected) })
    return changeEach(context, objects, object => {
      if (!isSelected(object)) return object
      // Only `patches` remembers what the object was called.
      return withJsonPatch(kind === 'any' ? withFormerId(object) : object, patch)
    })
  }
}

function operations(root: Node | undefined, { at, kind, patch }: PatchOptions): Sequence {
  if (root?.kind !== 'list' || (kind === 'json6902' && root.items.length === 0)) {
    const message =
      root === undefined ? 'The JSON patch is empty.' : 'The JSON patch is no list of operations.'
    throw new Refusal('invalid-patch', root ?? at, message)
  }
  const typed = isJsonText(patch, root) ? root : withJsonTyping(root)
  return typed.kind === 'list' ? typed : root
}

function isJsonText({ file }: ParsedFile, { start }: Origin): boolean {
  return file.text.charAt(start) === '['
}

function strategicPatch(roots: readonly Node[], options: PatchOptions, context: Context): Transformer {
  const { at, target, kind } = options
  const patches = strategicPatches(roots)
  const [only] = patches
  if (only === undefined) {
    if (kind === 'any') return unchanged
    throw new Refusal('invalid-patch', at, 'The patch is empty.')
  }
  if (target === undefined) return objects => patches.reduce(patching(options, context), objects)
  if (patches.length === 1) return targeted(only, target, { options, context })
  throw new Refusal(
    'invalid-patch',
    at,
    'The patch has several objects and a `target`, which takes only one.',
  )
}

interface Making {
  readonly options: PatchOptions
  readonly context: Context
}

function targeted(patch: Mapping, target: Mapping, { options, context }: Making): Transformer {
  const isSelected = selectedBy(target)
  return objects => {
    context.aims?.({ target, isMet: objects.some(isSelected) })
    const changed = changeEach(context, objects, object =>
      isSelected(object)
        ? withStrategicPatch(object, strategic(aimed(patch, object.node), { options, context }))
        : object,
    )
    reportConflicts(changed, nameNode(patch), context)
    return changed
  }
}

type Patching = (objects: readonly KustomizeObject[], patch: Mapping) => readonly KustomizeObject[]

/** Applies a patch without a target to the one object that has its id, or had it. */
function patching(options: PatchOptions, context: Context): Patching {
  return (objects, patch) => {
    const id = objectId(patch)
    const found = objects.filter(object => hasEverId(object, id))
    const [only] = found
    if (only === undefined || found.length > 1) {
      context.report(noTarget(patch, found.length, objects))
      return objects
    }
    return changeEach(context, objects, object => {
      if (object !== only) return object
      const meant = options.kind === 'strategic' ? aimed(patch, object.node) : patch
      return withStrategicPatch(object, strategic(meant, { options, context }))
    })
  }
}

function strategic(patch: Mapping, { options: { options }, context }: Making): StrategicPatch {
  return {
    patch,
    schema: context.schema(),
    allowNameChange: isTrueAt(options, 'allowNameChange'),
    allowKindChange: isTrueAt(options, 'allowKindChange'),
  }
}

function noTarget(patch: Mapping, count: number, objects: readonly KustomizeObject[]): BuildProblem {
  const id = objectId(patch)
  const found =
    count === 0 ? 'which is not among the resources' : `which ${String(count)} resources are called`
  const near = nearest(
    id.name,
    objects.map(currentId).flatMap(({ kind, name }) => (kind === id.kind ? [name] : [])),
  )
  return {
    code: 'patch-target',
    at: nameNode(patch),
    message: `The patch is for \`${shortId(id)}\`, ${found}.`,
    ...(near !== undefined && count === 0 && { fix: `Did you mean \`${near}\`?` }),
  }
}

function reportConflicts(objects: readonly KustomizeObject[], at: Origin, context: Context): void {
  const seen = new Set<string>()
  for (const object of objects) {
    const id = currentId(object)
    const key = idKey(id)
    if (seen.has(key)) {
      const message = `The patch gives two objects the id \`${shortId(id)}\`.`
      context.report({ code: 'duplicate-id', at, message, trail: object.trail })
    }
    seen.add(key)
  }
}
