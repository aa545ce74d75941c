import { clampPath } from '../lib/path.ts'
import type { BuildGap, BuildProblem } from '../model/build.ts'
import type { Mapping } from '../model/node.ts'
import { UsageError } from '../model/usage-error.ts'
import type { Documents } from '../read/documents.ts'
import { kustomizationFile } from '../render/flux/generate.ts'
import { buildKustomization } from '../render/kustomize/build.ts'
import type { BuildOptions } from '../render/kustomize/context.ts'
import { emitYaml } from '../render/yaml/emit.ts'

/** The objects of a rendering in order; with a problem or a gap they are not all that there should be. */
export interface Rendering {
  readonly objects: readonly Mapping[]
  readonly problems: readonly BuildProblem[]
  readonly gaps: readonly BuildGap[]
  /** YAML documents as `kustomize build` prints them. */
  readonly text: string
}

export type RenderOptions = Pick<BuildOptions, 'restriction' | 'order'>

const AS_THE_CLI: RenderOptions = { restriction: 'rootOnly', order: 'legacy' }

/** @throws UsageError where there is no kustomization at `path`, counted from the root of the documents' repository. */
export function renderDirectory(
  documents: Documents,
  path: string,
  options: RenderOptions = AS_THE_CLI,
): Rendering {
  const directory = clampPath(path)
  if (kustomizationFile(documents.repository, directory) === undefined) {
    throw new UsageError(
      `\`${path}\` has no kustomization.yaml. To print what a cluster gets, add \`--cluster NAME\`.`,
    )
  }
  const { objects, problems, gaps } = buildKustomization(documents, directory, options)
  const nodes = objects.map(({ node }) => node)
  return { objects: nodes, problems, gaps, text: printed(nodes) }
}

/** Documents, one after the other, with `---` between. */
export function printed(nodes: readonly Mapping[]): string {
  return nodes.map(emitYaml).join('---\n')
}
