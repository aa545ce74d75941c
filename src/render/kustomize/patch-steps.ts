import { isNull, itemsAt, mapAt, scalarAt, textAt } from '../../lib/node.ts'
import type { ParsedFile } from '../../model/document.ts'
import type { Mapping, Node, Scalar } from '../../model/node.ts'
import { parseEmbedded } from '../../read/yaml/embedded.ts'
import type { Level } from './level.ts'
import { parsedFile, reportSyntax } from './load.ts'
import type { Transformer } from './object.ts'
import { endingShared } from './shared-values.ts'
import { patchTransformer } from './transformers/patches.ts'

/** Entries of `patches`: text or file, a strategic merge or JSON operations. */
export function patchSteps(entries: readonly Mapping[], level: Level): Transformer[] {
  return entries.flatMap(entry => targetedPatch(entry, { kind: 'any', text: 'patch' }, level))
}

/** Entries of `patchesJson6902`. */
export function jsonPatchSteps(entries: readonly Mapping[], level: Level): Transformer[] {
  return entries.flatMap(entry => targetedPatch(entry, { kind: 'json6902', text: 'patch' }, level))
}

interface Form {
  readonly kind: 'any' | 'json6902'
  /** The field that holds an inline patch. */
  readonly text: string
}

/** One patch with its target, from a field or from a plugin's configuration. */
export function targetedPatch(entry: Mapping, form: Form, level: Level): Transformer[] {
  const source = patchSource(entry, form, level)
  const patch = source && patchFile(source, level)
  if (source === undefined || patch === undefined || isBrokenJson(source, patch, level)) return []
  const options = {
    at: source.scalar,
    patch,
    target: mapAt(entry, 'target'),
    options: mapAt(entry, 'options'),
    kind: form.kind,
  }
  const change = patchTransformer(options, level.context)
  const operations = jsonOperations(patch, form)
  if (operations === undefined) return [change]
  return [replacesAnnotations(operations) ? forgettingMakers(endingShared(change)) : endingShared(change)]
}

function jsonOperations({ documents }: ParsedFile, { kind }: Form): readonly Node[] | undefined {
  const root = documents.find(document => !isNull(document.root))?.root
  if (root?.kind === 'list') return root.items
  return kind === 'json6902' ? [] : undefined
}

function replacesAnnotations(operations: readonly Node[]): boolean {
  return operations.some(
    operation => textAt(operation, 'path') === '/metadata/annotations' && textAt(operation, 'op') !== 'test',
  )
}

/** kustomize notes in annotations who made an object; they go with the others. */
function forgettingMakers(change: Transformer): Transformer {
  return objects => {
    const before = new Set(objects)
    return change(objects).map(object =>
      before.has(object) ? object : { ...object, madeBy: undefined, transformedBy: [] },
    )
  }
}

interface Source {
  readonly scalar: Scalar
  readonly isInline: boolean
}

function patchSource(entry: Mapping, { text }: Form, { context }: Level): Source | undefined {
  const inline = written(entry, text)
  const path = written(entry, 'path')
  if (inline !== undefined && path === undefined) return { scalar: inline, isInline: true }
  if (inline === undefined && path !== undefined) return { scalar: path, isInline: false }
  const message =
    path === undefined
      ? `The patch has neither a \`path\` nor a \`${text}\`.`
      : `The patch has both a \`path\` and a \`${text}\`.`
  context.report({ code: 'invalid-patch', at: path ?? entry, message })
  return undefined
}

/** Whether a patch begins as JSON and is none; that is reported. kustomize does not try YAML then. */
function isBrokenJson({ scalar, isInline }: Source, { file }: ParsedFile, { context }: Level): boolean {
  const text = isInline ? scalar.text.trim() : file.text
  if (!text.startsWith('[') || isJson(text)) return false
  const message = 'The patch begins with `[` as JSON does, and is not valid JSON.'
  context.report({ code: 'invalid-patch', at: scalar, message })
  return true
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** A setting that is more than white space. */
function written(entry: Mapping, field: string): Scalar | undefined {
  const found = scalarAt(entry, field)
  return found === undefined || isNull(found) || found.text.trim() === '' ? undefined : found
}

function patchFile({ scalar, isInline }: Source, level: Level): ParsedFile | undefined {
  if (!isInline) return parsedFile(scalar, 'resource', level)
  // kustomize trims an inline patch, and with it the end of a block that stands last in it.
  const parsed = parseEmbedded({ ...scalar, text: scalar.text.trimEnd() }, 'resource')
  reportSyntax(parsed, level)
  return parsed
}

/** `patchesStrategicMerge`: each entry is a path or, as kustomize tries first, the patch itself. */
export function strategicMergeSteps(entries: readonly Scalar[], level: Level): Transformer[] {
  const patches = entries.flatMap(entry => {
    const patch = strategicPatch(entry, level)
    return patch === undefined ? [] : [{ at: entry, patch }]
  })
  // One empty patch among others is none; nothing but empty patches is a mistake.
  const useful = patches.filter(({ patch }) => !isEmpty(patch))
  return (useful.length > 0 ? useful : patches).map(({ at, patch }) =>
    patchTransformer({ at, patch, target: undefined, options: undefined, kind: 'strategic' }, level.context),
  )
}

function strategicPatch(entry: Scalar, level: Level): ParsedFile | undefined {
  const inline = entry.text.includes(':') ? parseEmbedded(entry, 'resource') : undefined
  if (inline?.documents.some(({ root }) => root?.kind === 'map') !== true) {
    return parsedFile(entry, 'resource', level)
  }
  reportSyntax(inline, level)
  return inline
}

function isEmpty({ documents, problems }: ParsedFile): boolean {
  return problems.length === 0 && documents.every(({ root }) => isNull(root))
}

/** The builtin `PatchStrategicMergeTransformer`: `paths` as in the field, `patches` as one text. */
export function strategicMergePlugin(config: Mapping, level: Level): Transformer[] {
  const paths = itemsAt(config, 'paths').filter(item => item.kind === 'scalar')
  const text = written(config, 'patches')
  if (paths.length === 0 && text === undefined) {
    const message = 'The patch has neither `paths` nor `patches`.'
    level.context.report({ code: 'invalid-patch', at: config, message })
  }
  const steps = strategicMergeSteps(paths, level)
  if (text === undefined) return steps
  const patch = parseEmbedded(text, 'resource')
  reportSyntax(patch, level)
  const options = { at: text, patch, target: undefined, options: undefined, kind: 'strategic' } as const
  return [...steps, patchTransformer(options, level.context)]
}
