import { compareText } from '../../lib/order.ts'
import { joinPath } from '../../lib/path.ts'
import { startOf } from '../../lib/locate.ts'
import { type RepoPath, repoPath } from '../../model/location.ts'
import { type Mapping, mapping, scalar, sequence } from '../../model/node.ts'
import type { Origin } from '../../model/location.ts'
import type { Repository } from '../../model/repository.ts'
import type { Documents } from '../../read/documents.ts'

/** In the order in which Flux looks for them. */
const KUSTOMIZATION_FILES = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'] as const

export function kustomizationFile(repository: Repository, directory: RepoPath): RepoPath | undefined {
  for (const name of KUSTOMIZATION_FILES) {
    const path = inDirectory(directory, name)
    if (repository.kindOf(path) === 'file') return path
  }
  return undefined
}

/**
 * The kustomization.yaml that the controller writes where a directory has none: every manifest below, and each
 * directory with a kustomization of its own instead of what is in it (spec/flux.md 1.4 B). Without any manifest it
 * holds a placeholder only, and the build is empty.
 */
export function generateKustomization(documents: Documents, directory: RepoPath, at: Origin): Mapping {
  const resources = [...manifestsBelow(documents.repository, directory, '.')]
  const entries = resources.map(({ path, entry }) => {
    const file = documents.source(path)
    return scalar(file === undefined ? at : startOf(file), entry)
  })
  const key = entries.length > 0 ? 'resources' : 'namespace'
  const value = entries.length > 0 ? sequence(at, entries) : scalar(at, '_placeholder')
  const header = [
    ['apiVersion', scalar(at, 'kustomize.config.k8s.io/v1beta1')],
    ['kind', scalar(at, 'Kustomization')],
    [key, value],
  ] as const
  return mapping(at, new Map(header.map(([name, node]) => [name, { key: scalar(at, name), value: node }])))
}

interface Manifest {
  readonly path: RepoPath
  readonly entry: string
}

function* manifestsBelow(repository: Repository, directory: RepoPath, entry: string): Generator<Manifest> {
  for (const name of [...repository.list(directory)].sort(compareText)) {
    const path = inDirectory(directory, name)
    const child = `${entry}/${name}`
    switch (repository.kindOf(path)) {
      case 'file':
        if (name.endsWith('.yaml') || name.endsWith('.yml')) yield { path, entry: child }
        break
      case 'directory':
        if (kustomizationFile(repository, path) === undefined) yield* manifestsBelow(repository, path, child)
        else yield { path, entry: child }
        break
      case undefined:
        break
    }
  }
}

function inDirectory(directory: RepoPath, name: string): RepoPath {
  return joinPath(directory, name) ?? repoPath(name)
}
