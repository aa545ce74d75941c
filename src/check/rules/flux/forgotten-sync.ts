import { isTrueAt } from '../../../lib/node.ts'
import { isWithin, joinPath, parentPath } from '../../../lib/path.ts'
import { startOf } from '../../../lib/locate.ts'
import type { Build } from '../../../model/build.ts'
import type { Fleet } from '../../../model/fleet.ts'
import type { Origin } from '../../../model/location.ts'
import { objectKey, type Resource, shortId } from '../../../model/resource.ts'
import type { FleetRule } from '../../../model/rule.ts'
import { specOf } from '../../../render/flux/spec.ts'
import { kustomizationFile } from '../../../render/flux/generate.ts'
import { isWhole } from '../../../link/whole.ts'

function message({ id, node }: Resource): string {
  return `This kustomization leaves out \`${node.file.path}\`, so that \`${shortId(id)}\` prunes its own Flux.`
}

export const forgottenSync: FleetRule = {
  id: 'flux/forgotten-sync',
  scope: 'fleet',
  severity: 'error',
  summary: 'A kustomization at the path of a cluster still lists what bootstrap wrote.',
  why: 'Flux no longer finds its own controllers and its own Kustomization in the build, and with `prune: true` deletes them.',
  fix: 'Add the `flux-system` directory to `resources`.',

  *check(fleet) {
    if (fleet.areClustersAssumed === true) return
    for (const { builds } of fleet.clusters) {
      const [root] = builds
      const at = root === undefined ? undefined : forgettingFile(root, fleet)
      if (root?.owner !== undefined && at !== undefined)
        yield { at, message: message(root.owner), build: root }
    }
  },
}

function forgettingFile(root: Build, { repository }: Fleet): Origin | undefined {
  const { owner, directory, resources } = root
  if (owner === undefined || !isTrueAt(specOf(owner), 'prune') || !isWhole(root)) return undefined
  const folder = parentPath(owner.node.file.path)
  const isOwn = isWithin(folder, directory) && folder !== directory
  const components = joinPath(folder, 'gotk-components.yaml')
  if (!isOwn || components === undefined || repository.kindOf(components) !== 'file') return undefined
  if (resources.some(({ id }) => objectKey(id) === objectKey(owner.id))) return undefined
  const path = kustomizationFile(repository, directory)
  return path === undefined ? undefined : placeIn(path, root)
}

function placeIn(path: Origin['file']['path'], { resources }: Build): Origin {
  for (const { trail } of resources) {
    for (let step = trail; step !== undefined; step = step.parent)
      if (step.at.file.path === path) return step.at
  }
  return startOf({ path, text: '' })
}
