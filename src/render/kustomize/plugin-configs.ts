import { posix } from 'node:path'
import { itemsAt } from '../../lib/node.ts'
import type { Mapping, Scalar } from '../../model/node.ts'
import { shortId } from '../../model/resource.ts'
import { parseEmbedded } from '../../read/yaml/embedded.ts'
import { currentId } from './identity.ts'
import type { Kustomization } from './kustomization-file.ts'
import { type Level, markIncomplete } from './level.ts'
import { reportSyntax } from './load.ts'
import type { KustomizeObject, MadeBy } from './object.ts'
import { objectsOf } from './resource-file.ts'

export type PluginField = 'generators' | 'transformers' | 'validators'

/** The configuration of a builtin plugin. */
export interface PluginConfig {
  readonly kind: string
  readonly node: Mapping
  readonly madeBy: MadeBy | undefined
}

/**
 * The plugins that an entry list of a kustomization asks for: those written inline first, then those in files and
 * directories. Plugins that are not built into kustomize would be programs or containers; each is a gap.
 */
export function pluginConfigs(
  field: PluginField,
  { node, fileName }: Kustomization,
  level: Level,
): readonly PluginConfig[] {
  const inline: KustomizeObject[] = []
  const paths: Scalar[] = []
  for (const entry of itemsAt(node, field)) {
    if (entry.kind !== 'scalar') continue
    const objects = inlineObjects(entry, level)
    if (objects === undefined) paths.push(entry)
    else inline.push(...objects)
  }
  const objects = paths.length === 0 ? inline : [...inline, ...level.state.gather(paths, level)]
  const ownFile = posix.join(level.way, fileName)
  return objects.flatMap(object => {
    const config = builtinConfig(object, ownFile, level)
    return config === undefined ? [] : [config]
  })
}

/** Undefined for what is a path: kustomize takes for inline what is a Kubernetes object. */
function inlineObjects(entry: Scalar, level: Level): readonly KustomizeObject[] | undefined {
  if (!entry.text.includes(':')) return undefined
  const parsed = parseEmbedded(entry, 'resource')
  const isObject = parsed.documents.some(({ root }) => root?.kind === 'map')
  if (!isObject) return undefined
  reportSyntax(parsed, level)
  return objectsOf(parsed, level, { at: entry, parent: level.trail })
}

function builtinConfig(object: KustomizeObject, ownFile: string, level: Level): PluginConfig | undefined {
  const id = currentId(object)
  if (id.group !== '' || id.version !== 'builtin') {
    const message = `The plugin \`${shortId(id)}\` is not built into kustomize and is not run.`
    level.context.gap({ reason: 'unsupported', at: object.node, message })
    markIncomplete(level)
    return undefined
  }
  const { kind, name, namespace } = id
  const configuredIn = object.madeBy?.path ?? ownFile
  const madeBy = { configuredIn, configuredBy: { apiVersion: 'builtin', kind, name, namespace } }
  return { kind, node: object.node, madeBy: level.state.tracksOrigin ? madeBy : undefined }
}

/** Says that a plugin stands where it cannot work, or does not exist. */
export function reportMisplaced({ kind, node }: PluginConfig, wanted: string, { context }: Level): void {
  const at = node.entries.get('kind')?.value ?? node
  context.report({ code: 'invalid-field', at, message: `kustomize has no builtin ${wanted} \`${kind}\`.` })
}
