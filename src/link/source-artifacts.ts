import { clampPath } from '../lib/path.ts'
import type { Target } from '../model/graph.ts'
import type { Origin, RepoPath } from '../model/location.ts'
import { type Resource, shortId } from '../model/resource.ts'
import type { Documents } from '../read/documents.ts'
import { includeReferences } from '../render/flux/artifact/artifact-repository.ts'
import type { Include } from '../render/flux/artifact/included-repository.ts'
import { SOURCE_GROUP, specOf } from '../render/flux/spec.ts'
import type { Sources } from './sources.ts'

export interface ArtifactRequest {
  /** The directory that the source stands for. */
  readonly base: RepoPath
  readonly source: Resource | undefined
  /** What the source includes of others. */
  readonly includes: readonly Include[]
}

/** A part of an artifact that a source includes from elsewhere. */
export interface Unknown {
  readonly path: RepoPath
  readonly source: { readonly id: Target }
  readonly at: Origin
  readonly isCircular: boolean
}

export interface SourceArtifact {
  readonly documents: Documents
  readonly unknown: readonly Unknown[]
}

/** What each source of a cluster delivers, with what it includes of others (spec/flux.md 6.1). */
export class SourceArtifacts {
  private readonly sources: Sources
  private readonly make: (request: ArtifactRequest) => Documents

  constructor(sources: Sources, make: (request: ArtifactRequest) => Documents) {
    this.sources = sources
    this.make = make
  }

  of(base: RepoPath, source: Resource | undefined): SourceArtifact {
    return this.within(base, source, new Set())
  }

  /** `outer`: the sources that include this one; Flux never makes an artifact that includes itself. */
  private within(base: RepoPath, source: Resource | undefined, outer: ReadonlySet<string>): SourceArtifact {
    const includes: Include[] = []
    const unknown: Unknown[] = []
    const self = source === undefined ? outer : new Set([...outer, shortId(source.id)])
    for (const { repository, at, fromPath, toPath } of includeReferences(source && specOf(source))) {
      const { namespace } = source?.id ?? { namespace: '' }
      const target = { group: SOURCE_GROUP, kind: 'GitRepository', namespace, name: repository }
      const answer = this.sources.at({ target, at })
      const isCircular = self.has(shortId(target))
      if (answer.kind !== 'local' || isCircular) {
        const path = clampPath(`${base}/${clampPath(toPath)}`)
        unknown.push({ path, source: { id: target }, at, isCircular })
        continue
      }
      const { documents } = this.within(answer.base, answer.source, self)
      includes.push({ artifact: documents.repository, base: answer.base, fromPath, toPath })
    }
    return { documents: this.make({ base, source, includes }), unknown }
  }
}
