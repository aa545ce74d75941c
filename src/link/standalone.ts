import { parentPath } from '../lib/path.ts'
import { textAt } from '../lib/node.ts'
import type { Build } from '../model/build.ts'
import type { RepoPath } from '../model/location.ts'
import type { Documents } from '../read/documents.ts'
import { buildKustomization, toResources } from '../render/kustomize/build.ts'
import { kustomizationFile } from '../render/flux/generate.ts'
import type { Files } from './root.ts'

/**
 * Renders each kustomization directory that no cluster and no other one uses; components only count where they are
 * used, and hidden folders are nobody's.
 */
export function standaloneBuilds(
  documents: Documents,
  files: Files,
  reached: Set<RepoPath>,
): readonly Build[] {
  const builds = new Map<RepoPath, Build>()
  const usedByOthers = new Set<RepoPath>()
  const byClusters = new Set(reached)
  for (const directory of kustomizationDirectories(documents, files)) {
    if (byClusters.has(directory) || directory.split('/').some(part => part.startsWith('.'))) continue
    const { objects, problems, gaps, used } = buildKustomization(documents, directory, {
      restriction: 'none',
      order: 'none',
    })
    const name = directory === '' ? '.' : directory
    builds.set(directory, { name, directory, resources: toResources(objects), problems, gaps })
    for (const path of used) {
      reached.add(path)
      if (path !== directory) usedByOthers.add(path)
    }
  }
  return [...builds.values()].filter(({ directory }) => !usedByOthers.has(directory))
}

function* kustomizationDirectories(documents: Documents, files: Files): Generator<RepoPath> {
  const seen = new Set<RepoPath>()
  for (const path of files.keys()) {
    const directory = parentPath(path)
    if (seen.has(directory)) continue
    seen.add(directory)
    const file = kustomizationFile(documents.repository, directory)
    const root =
      file === undefined ? undefined : documents.parse(file, 'sigs')?.documents.find(d => d.root)?.root
    if (file === undefined || textAt(root, 'kind') === 'Component') continue
    yield directory
  }
}
