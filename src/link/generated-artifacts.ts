import { itemsAt, scalarAt, textAt } from '../lib/node.ts'
import type { BuildProblem } from '../model/build.ts'
import type { Target } from '../model/graph.ts'
import { type Origin, repoPath } from '../model/location.ts'
import type { Node } from '../model/node.ts'
import { type Resource, shortId } from '../model/resource.ts'
import type { Documents } from '../read/documents.ts'
import { copied, type CopySource } from '../render/flux/artifact/copy-rules.ts'
import { packed } from '../render/flux/artifact/packed.ts'
import { StagedRepository } from '../render/flux/artifact/staged-repository.ts'
import { SOURCE_GROUP, specOf } from '../render/flux/spec.ts'
import { SOURCE_EXTENSIONS_GROUP } from './graph/flux-object.ts'
import type { SourceArtifacts } from './source-artifacts.ts'
import type { Sources } from './sources.ts'

/** An ExternalArtifact and the ArtifactGenerator that makes it. */
export interface Generated {
  readonly generator: Resource
  /** Its entry in `artifacts`. */
  readonly artifact: Node
}

/** What an ExternalArtifact holds, or why that is unknown, or what its generator fails at. */
export type GeneratedContent =
  | { readonly kind: 'content'; readonly documents: Documents }
  | { readonly kind: 'unknown'; readonly at: Origin; readonly message: string }
  | { readonly kind: 'broken'; readonly problem: BuildProblem }

export interface GeneratedRequest {
  readonly sources: Sources
  readonly artifacts: SourceArtifacts
  /** The documents of the whole repository. */
  readonly documents: Documents
  generators(): readonly Resource[]
}

/** The ExternalArtifacts that source-watcher makes of the sources of a cluster (spec/flux.md 6.1). */
export class GeneratedArtifacts {
  private readonly request: GeneratedRequest
  private readonly known = new Map<Node, GeneratedContent>()

  constructor(request: GeneratedRequest) {
    this.request = request
  }

  find({ kind, namespace, name }: Omit<Target, 'group'>): Generated | undefined {
    if (kind !== 'ExternalArtifact') return undefined
    for (const generator of this.request.generators()) {
      if (generator.id.namespace !== namespace || textAt(specOf(generator), 'pathPattern') !== undefined)
        continue
      const artifact = itemsAt(specOf(generator), 'artifacts').find(
        item => scalarAt(item, 'name')?.text === name,
      )
      if (artifact !== undefined) return { generator, artifact }
    }
    return undefined
  }

  /** Whether every source is there, so that nothing is gained by waiting. */
  isReady({ generator }: Generated): boolean {
    return this.targetsOf(generator).every(({ target, at }) => {
      if (target.kind === 'ExternalArtifact') return this.find(target) !== undefined
      return this.request.sources.at({ target, at }).kind !== 'missing'
    })
  }

  contentOf(generated: Generated): GeneratedContent {
    return this.within(generated, new Set())
  }

  private within(generated: Generated, outer: ReadonlySet<Node>): GeneratedContent {
    const before = this.known.get(generated.artifact)
    if (before !== undefined) return before
    const content = this.make(generated, new Set([...outer, generated.artifact]))
    this.known.set(generated.artifact, content)
    return content
  }

  private make(generated: Generated, outer: ReadonlySet<Node>): GeneratedContent {
    const sources = new Map<string, CopySource>()
    for (const { alias, target, at } of this.targetsOf(generated.generator)) {
      const source = this.sourceOf(target, at, outer)
      if (typeof source !== 'string') sources.set(alias, source)
      // Of what is not used nothing needs to be known.
      else if (usesAlias(generated.artifact, alias)) return { kind: 'unknown', at, message: source }
    }
    const staged = copied(itemsAt(generated.artifact, 'copy'), sources)
    if ('isMistake' in staged) return obstacle(generated, staged)
    const tree = packed(new StagedRepository(staged))
    return { kind: 'content', documents: this.request.documents.within(tree) }
  }

  private sourceOf(target: Target, at: Origin, outer: ReadonlySet<Node>): CopySource | string {
    const generated = this.find(target)
    if (generated !== undefined) {
      if (outer.has(generated.artifact)) return `\`${shortId(target)}\` is made of itself`
      const content = this.within(generated, outer)
      if (content.kind !== 'content') return `\`${shortId(target)}\` is unknown`
      return { repository: content.documents.repository, base: repoPath('') }
    }
    const answer = this.request.sources.at({ target, at })
    if (answer.kind !== 'local') return `\`${shortId(target)}\` is not this repository`
    const { documents, unknown } = this.request.artifacts.of(answer.base, answer.source)
    if (unknown.length > 0) return `\`${shortId(target)}\` includes what is not this repository`
    return { repository: documents.repository, base: answer.base }
  }

  private *targets(generator: Resource): Generator<{ alias: string; target: Target; at: Origin }> {
    for (const item of itemsAt(specOf(generator), 'sources')) {
      const name = scalarAt(item, 'name')
      const kind = textAt(item, 'kind')
      if (name === undefined || kind === undefined) continue
      const namespace = textAt(item, 'namespace') ?? generator.id.namespace
      const target = { group: SOURCE_GROUP, kind, namespace, name: name.text }
      yield { alias: textAt(item, 'alias') ?? '', target, at: name }
    }
  }

  private targetsOf(generator: Resource): readonly { alias: string; target: Target; at: Origin }[] {
    return [...this.targets(generator)]
  }
}

export function isGenerator({ group, kind }: Pick<Resource['id'], 'group' | 'kind'>): boolean {
  return group === SOURCE_EXTENSIONS_GROUP && kind === 'ArtifactGenerator'
}

function usesAlias(artifact: Node, alias: string): boolean {
  return itemsAt(artifact, 'copy').some(rule => textAt(rule, 'from')?.startsWith(`@${alias}/`) === true)
}

function obstacle(
  { generator, artifact }: Generated,
  { isMistake, at, message }: { readonly isMistake: boolean; readonly at: Origin; readonly message: string },
): GeneratedContent {
  if (!isMistake) return { kind: 'unknown', at, message }
  const name = scalarAt(artifact, 'name')?.text ?? ''
  const full = `\`${shortId(generator.id)}\` makes no artifact \`${name}\`: ${message}`
  return { kind: 'broken', problem: { code: 'artifact', at, message: full } }
}
