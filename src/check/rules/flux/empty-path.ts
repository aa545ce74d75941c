import { isTrueAt } from '../../../lib/node.ts'
import type { Build } from '../../../model/build.ts'
import type { RepoPath } from '../../../model/location.ts'
import type { Repository } from '../../../model/repository.ts'
import { type Resource, shortId } from '../../../model/resource.ts'
import type { FleetRule } from '../../../model/rule.ts'
import { kustomizationFile } from '../../../render/flux/generate.ts'
import { pathOrigin, specOf } from '../../../render/flux/spec.ts'

function message({ id }: Resource, directory: string): string {
  return `\`${shortId(id)}\` finds no manifest below \`${directory}\`, and prunes whatever it has applied.`
}

export const emptyPath: FleetRule = {
  id: 'flux/empty-path',
  scope: 'fleet',
  severity: 'warning',
  summary: 'There is a manifest at the path of every Kustomization that prunes.',
  why: 'Flux takes an empty directory for an empty build without an error, and deletes all that it applied before.',
  fix: 'Correct the path, set `prune: false`, or remove the Kustomization.',

  *check({ clusters, repository, areClustersAssumed }) {
    for (const { builds } of clusters) {
      for (const build of builds) {
        const { owner, directory, parent } = build
        // What an assumed root takes of its directory is a guess.
        if (owner === undefined || (areClustersAssumed === true && parent === undefined)) continue
        if (!isEmpty(build) || !isTrueAt(specOf(owner), 'prune') || !isGenerated(directory, repository))
          continue
        const at = pathOrigin(owner)
        yield { at, message: message(owner, directory || '.'), build, resource: owner, trail: owner.trail }
      }
    }
  },
}

function isGenerated(directory: RepoPath, repository: Repository): boolean {
  const isDirectory = repository.kindOf(directory) === 'directory'
  return isDirectory && kustomizationFile(repository, directory) === undefined
}

function isEmpty({ resources, problems, gaps }: Build): boolean {
  const isKnown = gaps.every(({ reason }) => reason === 'unknown-values' || reason === 'encrypted')
  return resources.length === 0 && problems.length === 0 && isKnown
}
