import { isNull, isTrueAt, itemsAt, textAt } from '../../lib/node.ts'
import type { Node, Scalar } from '../../model/node.ts'
import {
  type Configuration,
  DEFAULT_CONFIGURATION,
  EMPTY_CONFIGURATION,
  mergeConfigurations,
  sortedConfiguration,
} from './configuration.ts'
import type { FieldSpec } from './field-specs.ts'
import { CONFIGURATION } from './fields.ts'
import type { Level } from './level.ts'
import { parsedFile, withoutLoss } from './load.ts'
import { shaped } from './shape.ts'

/** What kustomize knows without being told, and what the `configurations` of a kustomization add. */
export function configurationOf(entries: readonly Scalar[], level: Level): Configuration {
  let merged = DEFAULT_CONFIGURATION
  for (const entry of entries) {
    // It changes objects and brings none.
    const read = readConfiguration(entry, withoutLoss(level))
    merged = mergeConfigurations(merged, read, spec => {
      reportConflict(entry, spec, level)
    })
  }
  return merged
}

export function reportConflict(at: Scalar, { path }: FieldSpec, { context }: Level): void {
  const message = `The field spec \`${path}\` contradicts another one: only one of them makes the field.`
  context.report({ code: 'invalid-field', at, message })
}

function readConfiguration(entry: Scalar, level: Level): Configuration {
  const root = parsedFile(entry, 'sigs', level)?.documents.find(document => document.root !== undefined)?.root
  if (root?.kind !== 'map') {
    if (!isNull(root)) {
      const message = `\`${entry.text}\` is no map of field specs.`
      level.context.report({ code: 'invalid-field', at: root ?? entry, message })
    }
    return EMPTY_CONFIGURATION
  }
  const node = shaped(root, CONFIGURATION, { where: entry.text, context: level.context })
  return sortedConfiguration({
    namePrefix: fieldSpecsOf(itemsAt(node, 'namePrefix')),
    nameSuffix: fieldSpecsOf(itemsAt(node, 'nameSuffix')),
    namespace: fieldSpecsOf(itemsAt(node, 'namespace')),
    commonLabels: fieldSpecsOf(itemsAt(node, 'commonLabels')),
    labels: fieldSpecsOf(itemsAt(node, 'labels')),
    templateLabels: fieldSpecsOf(itemsAt(node, 'templateLabels')),
    commonAnnotations: fieldSpecsOf(itemsAt(node, 'commonAnnotations')),
    varReference: fieldSpecsOf(itemsAt(node, 'varReference')),
    images: fieldSpecsOf(itemsAt(node, 'images')),
    replicas: fieldSpecsOf(itemsAt(node, 'replicas')),
    nameReference: itemsAt(node, 'nameReference').map(reference => ({
      ...kindsOf(reference),
      referrers: fieldSpecsOf(itemsAt(reference, 'fieldSpecs')),
    })),
  })
}

/** Field specs as a configuration, a label entry or a plugin's file holds them. */
export function fieldSpecsOf(nodes: readonly Node[]): readonly FieldSpec[] {
  return nodes.map(node => ({
    ...kindsOf(node),
    path: textAt(node, 'path') ?? '',
    create: isTrueAt(node, 'create'),
  }))
}

function kindsOf(node: Node): { group: string; version: string; kind: string } {
  return {
    group: textAt(node, 'group') ?? '',
    version: textAt(node, 'version') ?? '',
    kind: textAt(node, 'kind') ?? '',
  }
}
