import type { RepoPath } from '../../../model/location.ts'
import type { Resource } from '../../../model/resource.ts'
import type { Documents } from '../../../read/documents.ts'
import { specOf } from '../spec.ts'
import { artifactFields, artifactRepository } from './artifact-repository.ts'

/**
 * The documents that each source delivers, made once for all that use it. What a source includes of others
 * (`includeReferences`) is not among them.
 */
export class Artifacts {
  private readonly known = new Map<string, Documents>()

  /** `base`: the directory that `source` stands for; without a source, Flux's own patterns hold. */
  of(documents: Documents, base: RepoPath, source: Resource | undefined): Documents {
    const fields = artifactFields(source === undefined ? undefined : specOf(source))
    const key = JSON.stringify([base, fields.ignore, fields.sparseCheckout])
    const before = this.known.get(key)
    if (before !== undefined) return before
    const artifact = documents.within(artifactRepository(documents.repository, { base, ...fields }))
    this.known.set(key, artifact)
    return artifact
  }
}
