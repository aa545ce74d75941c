import { textAt } from '../../lib/node.ts'
import type { Build, BuildGap } from '../../model/build.ts'
import type { Graph } from '../../model/graph.ts'
import { objectKey } from '../../model/resource.ts'
import { sourceReference, specOf } from '../../render/flux/spec.ts'

/**
 * Whether a gap of a build is about files of somebody else: what a project publishes for everyone delivers no object
 * that this fleet refers to by a name. Never where it is unknown whose this repository is, and never for a tenant,
 * whose repository may be anybody's.
 */
export function isOfStranger(gap: BuildGap, build: Build, graph: Graph): boolean {
  const own = ownAccount(graph)
  const url = gap.reason === 'remote-base' ? addressOf(gap) : sourceUrl(build, graph)
  const theirs = url === undefined ? undefined : accountOf(url)
  // Flux's own manifests are nobody's fleet.
  return theirs !== undefined && own !== theirs && (own !== undefined || theirs === 'github.com/fluxcd')
}

/** The address in an entry, which a generator may give a name: `a.json=https://…`. */
function addressOf({ at }: BuildGap): string {
  const text = at.file.text.slice(at.start, at.end).replaceAll(/^["']|["']$/g, '')
  return /^[^=/?]+=(.+)$/.exec(text)?.[1] ?? text
}

function sourceUrl({ owner }: Build, graph: Graph): string | undefined {
  if (owner === undefined || textAt(specOf(owner), 'serviceAccountName') !== undefined) return undefined
  const reference = sourceReference(owner)
  return reference === undefined ? undefined : urlOf(graph, objectKey(reference.target))
}

function urlOf({ nodes }: Graph, key: string): string | undefined {
  const source = nodes.get(key)
  return source === undefined ? undefined : textAt(specOf(source.resource), 'url')
}

/** Whose repository this is: by the Git source of a root, of several the one that most Kustomizations use, else by that one. */
function ownAccount(graph: Graph): string | undefined {
  const uses = new Map<string, number>()
  const ofRoots = new Set<string>()
  for (const { type, from, target } of graph.references) {
    if (type !== 'sourceRef' || target.kind !== 'GitRepository') continue
    const url = urlOf(graph, objectKey(target))
    if (url === undefined) continue
    if (graph.nodes.get(from.key)?.build === undefined) ofRoots.add(url)
    uses.set(url, (uses.get(url) ?? 0) + 1)
  }
  const candidates = ofRoots.size === 0 ? [...uses] : [...uses].filter(([url]) => ofRoots.has(url))
  const [most] = candidates.sort(([, a], [, b]) => b - a)
  return most === undefined ? undefined : accountOf(most[0])
}

/** `github.com/fluxcd` for any way to write an address of something of theirs. */
function accountOf(url: string): string | undefined {
  const found = /^(?:(?:[a-z+]+:)*\/\/)?(?:[^@/]+@)?([\w.-]+)(?::\d+)?[:/]+([^/]+)\//i.exec(url.trim())
  const [, host, account] = found ?? []
  if (host === undefined || account === undefined) return undefined
  const isGitHub = ['raw.githubusercontent.com', 'ghcr.io', 'www.github.com'].includes(host.toLowerCase())
  return `${isGitHub ? 'github.com' : host.toLowerCase()}/${account.toLowerCase()}`
}
