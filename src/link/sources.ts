import { mapAt, textAt, toPlain } from '../lib/node.ts'
import type { Origin, RepoPath } from '../model/location.ts'
import type { Resource } from '../model/resource.ts'
import { specOf, sourceReference, type SourceReference } from '../render/flux/spec.ts'
import type { Root } from './root.ts'

/** What the source of a Kustomization is to us. */
export type SourceAnswer =
  | { readonly kind: 'local'; readonly base: RepoPath; readonly source: Resource | undefined }
  /** Another repository, a bucket, an artifact of a registry. */
  | {
      readonly kind: 'remote'
      readonly source: Resource
      readonly at: Origin
      /** Nothing says what this repository's own address is. */
      readonly mayBeOwn: boolean
    }
  /** Nobody delivers it. */
  | { readonly kind: 'missing'; readonly reference: SourceReference }
  /** The Kustomization names none. */
  | { readonly kind: 'none' }

export type FindSource = (target: SourceReference['target']) => Resource | undefined

/** Maps sources to directories of this repository: the root's own, and every Git source with its URL and ref. */
export class Sources {
  private readonly root: Root
  private readonly find: FindSource
  private readonly configured: ReadonlyMap<string, RepoPath>

  /** `configured`: `Kind/namespace/name` → directory. */
  constructor(root: Root, find: FindSource, configured: ReadonlyMap<string, RepoPath>) {
    this.root = root
    this.find = find
    this.configured = configured
  }

  of(owner: Resource): SourceAnswer {
    const reference = sourceReference(owner)
    return reference === undefined ? { kind: 'none' } : this.at(reference)
  }

  at(reference: SourceReference): Exclude<SourceAnswer, { kind: 'none' }> {
    const { target, at } = reference
    const source = this.find(target)
    const base = this.configured.get(`${target.kind}/${target.namespace}/${target.name}`)
    if (base !== undefined) return { kind: 'local', base, source }
    const rootReference = sourceReference(this.root.owner)
    const isRootSource = rootReference !== undefined && sameTarget(rootReference, reference)
    if (isRootSource) return this.ownSource(source, at)
    if (source === undefined) return { kind: 'missing', reference }
    if (this.isThisRepository(source, rootReference)) return { kind: 'local', base: this.root.base, source }
    const mayBeOwn = source.id.kind === 'GitRepository' && this.ownUrl(rootReference) === undefined
    return { kind: 'remote', source, at, mayBeOwn }
  }

  private ownSource(source: Resource | undefined, at: Origin): Exclude<SourceAnswer, { kind: 'none' }> {
    return this.root.isElsewhere === true && source !== undefined
      ? { kind: 'remote', source, at, mayBeOwn: false }
      : { kind: 'local', base: this.root.base, source }
  }

  private ownUrl(rootReference: SourceReference | undefined): string | undefined {
    const own = rootReference === undefined ? undefined : this.find(rootReference.target)
    return own === undefined ? undefined : textAt(specOf(own), 'url')
  }

  private isThisRepository(source: Resource, rootReference: SourceReference | undefined): boolean {
    const own = rootReference === undefined ? undefined : this.find(rootReference.target)
    const url = this.ownUrl(rootReference)
    if (own === undefined || url === undefined || own.id.kind !== source.id.kind) return false
    const theirs = textAt(specOf(source), 'url')
    return theirs !== undefined && normalUrl(theirs) === normalUrl(url) && sameRef(own, source)
  }
}

function sameTarget(a: SourceReference, b: SourceReference): boolean {
  return (
    a.target.kind === b.target.kind &&
    a.target.name === b.target.name &&
    a.target.namespace === b.target.namespace
  )
}

/** `https://host/x/y.git` and `ssh://git@host/x/y` are one repository. */
function normalUrl(url: string): string {
  return url.replace(/^[a-z+]+:\/\/(?:[^@/]*@)?/i, '').replace(/(?:\.git)?\/*$/, '')
}

function sameRef(a: Resource, b: Resource): boolean {
  const [first, second] = [a, b].map(source => {
    const ref = mapAt(specOf(source), 'ref')
    return JSON.stringify(ref === undefined ? {} : toPlain(ref))
  })
  return first === second
}
