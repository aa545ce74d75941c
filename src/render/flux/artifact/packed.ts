import { repoPath } from '../../../model/location.ts'
import type { Repository } from '../../../model/repository.ts'
import { FilteredRepository } from './filtered-repository.ts'
import { isExcluded, patternsInForce } from './source-ignore.ts'

/** A tree as source-watcher packs it: less what Flux's own patterns exclude, whatever `.sourceignore` files say. */
export function packed(tree: Repository): Repository {
  const patterns = patternsInForce([])
  return new FilteredRepository(tree, {
    base: repoPath(''),
    hides: () => false,
    showsFile: path => !isExcluded(patterns, path.split('/'), false),
    showsDirectory: path => !isExcluded(patterns, path.split('/'), true),
  })
}
