import { objectIdOf } from '../../../lib/kubernetes-id.ts'
import { nearest } from '../../../lib/nearest.ts'
import { baseName, joinPath, parentPath } from '../../../lib/path.ts'
import type { ParsedFile } from '../../../model/document.ts'
import type { Fleet } from '../../../model/fleet.ts'
import type { Origin, RepoPath } from '../../../model/location.ts'
import type { Mapping, Node } from '../../../model/node.ts'
import { type ObjectId, shortId } from '../../../model/resource.ts'
import type { FleetRule } from '../../../model/rule.ts'

const FILES = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'] as const

/** Groups of documents that tools read and nobody applies. */
const TOOL_GROUPS: ReadonlySet<string> = new Set([
  'builtin',
  'config.kubernetes.io',
  'fleetlint.dev',
  'kustomize.config.k8s.io',
])

interface Manifest {
  readonly ids: readonly [ObjectId, ...ObjectId[]]
  readonly at: Origin
}

function message({ ids: [first, ...others] }: Manifest, kustomization: RepoPath): string {
  const name = `\`${shortId(first)}\``
  const subject = others.length === 0 ? `${name} stands` : `${name} and ${String(others.length)} more stand`
  return `${subject} beside \`${kustomization}\`, which does not list the file.`
}

export const orphanManifest: FleetRule = {
  id: 'kustomize/orphan-manifest',
  scope: 'fleet',
  severity: 'warning',
  summary: 'Every manifest beside a kustomization is listed in it or used by another.',
  why: 'A manifest that nothing lists looks as if it were applied, and never is.',
  fix: 'Add the file to `resources`, or delete it.',

  *check(fleet) {
    const known = new Set([...fleet.reached, ...rootFiles(fleet)])
    let referenced: ReadonlySet<RepoPath> | undefined
    for (const [path, parsed] of fleet.files) {
      const kustomization = known.has(path) ? undefined : kustomizationBeside(path, fleet)
      const manifest = kustomization === undefined ? undefined : manifestOf(parsed)
      if (kustomization === undefined || manifest === undefined) continue
      referenced ??= referencedFiles(fleet)
      if (referenced.has(path) || isMisspelt(path, kustomization, fleet)) continue
      yield { at: manifest.at, message: message(manifest, kustomization) }
    }
  },
}

/** Whether an entry that leads nowhere means this file: that is one mistake, and told as a missing resource. */
function isMisspelt(path: RepoPath, kustomization: RepoPath, { clusters, standalone }: Fleet): boolean {
  const builds = [...clusters.flatMap(cluster => cluster.builds), ...standalone]
  return builds.some(({ problems }) =>
    problems.some(
      ({ code, at }) =>
        code === 'missing-resource' &&
        at.file.path === kustomization &&
        nearest(baseName(at.file.text.slice(at.start, at.end)), [baseName(path)]) !== undefined,
    ),
  )
}

/** Files with what something outside the repository applies. */
function* rootFiles({ clusters }: Fleet): Generator<RepoPath> {
  for (const { graph } of clusters) {
    for (const { build, resource } of graph.nodes.values())
      if (build === undefined) yield resource.node.file.path
  }
}

/** The kustomization of the file's own directory, where a build uses it. */
function kustomizationBeside(path: RepoPath, { reached }: Fleet): RepoPath | undefined {
  for (const name of FILES) {
    const beside = joinPath(parentPath(path), name)
    if (beside !== undefined && beside !== path && reached.has(beside)) return beside
  }
  return undefined
}

/** A file whose every document is an object that somebody could apply. */
function manifestOf({ documents, problems }: ParsedFile): Manifest | undefined {
  const roots = documents.flatMap(({ root }) => (root === undefined ? [] : [root]))
  const ids = roots.flatMap(root => (root.kind === 'map' ? (objectIdOf(root) ?? []) : []))
  const [first, ...others] = ids
  const [root] = roots
  const isWhole = problems.length === 0 && ids.length === roots.length
  if (!isWhole || first === undefined || root?.kind !== 'map') return undefined
  if (ids.some(({ group, name }) => name === '' || TOOL_GROUPS.has(group))) return undefined
  return { ids: [first, ...others], at: firstKey(root) }
}

function firstKey(root: Mapping): Origin {
  const [entry] = root.entries.values()
  return entry?.key ?? root
}

/** Files that a kustomization names which no build uses, in whatever field. */
function referencedFiles({ files, reached }: Fleet): ReadonlySet<RepoPath> {
  const found = new Set<RepoPath>()
  for (const [path, { documents }] of files) {
    if (reached.has(path) || !FILES.some(name => path === name || path.endsWith(`/${name}`))) continue
    for (const { root } of documents) {
      for (const text of textsIn(root)) {
        const target = joinPath(parentPath(path), text.slice(text.indexOf('=') + 1))
        if (target !== undefined) found.add(target)
      }
    }
  }
  return found
}

function* textsIn(node: Node | undefined): Generator<string> {
  if (node?.kind === 'scalar') yield node.text
  else if (node?.kind === 'list') for (const item of node.items) yield* textsIn(item)
  else if (node?.kind === 'map') for (const { value } of node.entries.values()) yield* textsIn(value)
}
