import type { RepoPath } from '../../../model/location.ts'
import type { Resource } from '../../../model/resource.ts'
import type { Documents } from '../../../read/documents.ts'
import { specOf } from '../spec.ts'
import { artifactFields, artifactRepository } from './artifact-repository.ts'
import type { Include } from './included-repository.ts'

interface Wanted {
  readonly base: RepoPath
  readonly source: Resource | undefined
  /** What the source includes of others. */
  readonly includes: readonly Include[]
}

/** The documents that each source delivers, made once for all that use it. */
export class Artifacts {
  private readonly known = new Map<string, Documents>()

  /** `base`: the directory that `source` stands for; without a source, Flux's own patterns hold. */
  of(documents: Documents, { base, source, includes }: Wanted): Documents {
    const fields = artifactFields(source === undefined ? undefined : specOf(source))
    const make = (): Documents =>
      documents.within(artifactRepository(documents.repository, { base, ...fields, includes }))
    if (includes.length > 0) return make()
    const key = JSON.stringify([base, fields.ignore, fields.sparseCheckout])
    const before = this.known.get(key)
    if (before !== undefined) return before
    const artifact = make()
    this.known.set(key, artifact)
    return artifact
  }
}
