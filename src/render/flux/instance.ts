import { itemsAt, mapAt, scalarAt } from '../../lib/node.ts'
import type { Resource } from '../../model/resource.ts'
import type { Documents } from '../../read/documents.ts'
import { parseEmbedded } from '../../read/yaml/embedded.ts'
import { toResources } from '../kustomize/build.ts'
import type { Context } from '../kustomize/context.ts'
import { plainObject } from '../kustomize/object.ts'
import { createOpenApi } from '../kustomize/openapi.ts'
import { patchTransformer } from '../kustomize/transformers/patches.ts'

/**
 * What the Flux Operator makes of the objects of a sync: the `FluxInstance`'s own patches applied to them
 * (spec/flux.md 7.2, step 3). Patches aimed at the controllers have nothing to change here and are passed over.
 */
export function patchedSync(
  instance: Resource,
  objects: readonly Resource[],
  documents: Documents,
): readonly Resource[] {
  const context = silentContext(documents)
  const patches = itemsAt(mapAt(mapAt(instance.node, 'spec'), 'kustomize'), 'patches')
  let patched = objects.map(({ node, trail }, serial) => plainObject(serial, node, trail))
  for (const item of patches) {
    const text = scalarAt(item, 'patch')
    if (text === undefined) continue
    const transform = patchTransformer(
      {
        at: text,
        patch: parseEmbedded(text, 'resource'),
        target: mapAt(item, 'target'),
        options: undefined,
        kind: 'any',
      },
      context,
    )
    patched = [...transform(patched)]
  }
  return toResources(patched)
}

/** The controllers are not here, so a patch that finds no target is no mistake. */
function silentContext(documents: Documents): Context {
  const options = { restriction: 'none', order: 'none' } as const
  return {
    documents,
    options,
    schema: createOpenApi(options).current,
    report: () => undefined,
    gap: () => undefined,
    uses: () => undefined,
  }
}
