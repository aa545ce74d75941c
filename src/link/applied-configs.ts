import { groupBy } from '../lib/group-by.ts'
import { isWithin } from '../lib/path.ts'
import type { RepoPath } from '../model/location.ts'
import { type ObjectId, type Resource, shortId } from '../model/resource.ts'
import { configName } from '../render/flux/made-secret.ts'
import { documentsOf, type Files } from './root.ts'

type FindConfig = (id: Pick<ObjectId, 'kind' | 'namespace' | 'name'>, root: RepoPath) => Resource | undefined

/**
 * Finds the file of a ConfigMap or Secret that no build delivers, as a person applies it before Flux starts: the only
 * one of its name, or the only one below the root of the cluster.
 */
export function configsIn(files: Files): FindConfig {
  let byName: ReadonlyMap<string, readonly Resource[]> | undefined
  return (id, root) => {
    byName ??= groupBy(documentsOf(files), resource => configName(resource) ?? '')
    const found = byName.get(shortId(id)) ?? []
    const own = found.filter(({ node }) => isWithin(node.file.path, root))
    return [found, own].find(candidates => candidates.length === 1)?.[0]
  }
}
