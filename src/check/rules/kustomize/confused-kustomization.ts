import { mapAt, scalarAt, textAt } from '../../../lib/node.ts'
import type { Node } from '../../../model/node.ts'
import type { FileRule } from '../../../model/rule.ts'

const message = 'A `Kustomization` of kustomize has a `spec`, which only the one of Flux has.'

export const confusedKustomization: FileRule = {
  id: 'kustomize/confused-kustomization',
  scope: 'file',
  severity: 'error',
  summary: 'A Kustomization with a `spec` is Flux’s, and its `apiVersion` says so.',
  why: 'The Kustomization of kustomize is no object of a cluster: Flux drops it without a word, and nothing of it is applied.',
  fix: 'Write `apiVersion: kustomize.toolkit.fluxcd.io/v1`.',

  *check({ documents }, { reached }) {
    for (const { root } of documents) {
      if (root === undefined || !reached.has(root.file.path) || !isConfused(root)) continue
      yield { at: scalarAt(root, 'apiVersion') ?? root, message }
    }
  },
}

function isConfused(root: Node): boolean {
  const isKustomize = textAt(root, 'apiVersion')?.startsWith('kustomize.config.k8s.io/') === true
  const spec = mapAt(root, 'spec')
  const isFlux = spec?.entries.has('sourceRef') === true || spec?.entries.has('interval') === true
  return isKustomize && textAt(root, 'kind') === 'Kustomization' && isFlux
}
