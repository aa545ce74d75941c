import { scalarAt, valueIn } from '../../../lib/node.ts'
import { shortId } from '../../../model/resource.ts'
import { objectKey } from '../../../model/resource.ts'
import type { ClusterRule } from '../../../model/rule.ts'
import { isFluxKustomization, specOf } from '../../../render/flux/spec.ts'

function message(source: string, user: string): string {
  return `\`${source}\` keeps its layer packed, and \`${user}\` looks for files in it.`
}

export const copiedArtifact: ClusterRule = {
  id: 'source/copied-artifact',
  scope: 'cluster',
  severity: 'error',
  summary: 'A Kustomization takes its files from a source that unpacks them.',
  why: 'With `operation: copy` the artifact is one archive, as a chart wants it; a Kustomization finds no path in it.',
  fix: 'Remove `layerSelector.operation` or write `extract`; give a chart a source of its own.',

  *check({ graph }) {
    for (const { type, from, target } of graph.references) {
      if (type !== 'sourceRef' || target.kind !== 'OCIRepository' || !isFluxKustomization(from.resource.id))
        continue
      const source = graph.nodes.get(objectKey(target))
      const selector = source === undefined ? undefined : valueIn(specOf(source.resource), 'layerSelector')
      const operation = scalarAt(selector, 'operation')
      if (source === undefined || operation?.text !== 'copy') continue
      const text = message(shortId(source.resource.id), shortId(from.resource.id))
      yield { at: operation, message: text, build: source.build, trail: source.resource.trail }
    }
  },
}
