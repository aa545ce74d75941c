import { mapAt, textAt } from '../lib/node.ts'
import { onceFor } from '../lib/once-for.ts'
import { isWithin } from '../lib/path.ts'
import type { Resource } from '../model/resource.ts'
import { OPERATOR_GROUP, SOURCE_GROUP, specOf } from '../render/flux/spec.ts'
import { type AskedRelease, askedRelease } from './flux-release.ts'
import { documentsOf, type Files, type Root } from './root.ts'

const HEADER = /^# Flux Version: v(\d+\.\d+)/im
const LABEL = /^ *app\.kubernetes\.io\/part-of: flux\n *app\.kubernetes\.io\/version: v(\d+\.\d+)/m
const MINOR = /^v?(\d+\.\d+)/
const REMOTE = /fluxcd\/flux2\/(?:releases\/download\/|.*[?&]ref=)v(\d+\.\d+)/
const MANIFESTS = /^oci:\/\/.+\/flux-manifests$/

/**
 * Which Flux a cluster runs, `2.9`: what its FluxInstance asks for, what bootstrap wrote into its manifests, or the
 * release of Flux from which it takes them.
 */
export function fluxVersion(root: Root, files: Files): string | undefined {
  const asked = root.instance === undefined ? undefined : askedBy(root.instance)
  if (asked !== undefined) return asked.minor
  for (const [path, { file }] of files) {
    const found = isWithin(path, root.path) ? versionIn(path, file.text) : undefined
    if (found !== undefined) return found
  }
  return instanceVersion(root, files) ?? publishedVersion(files)
}

function askedBy(instance: Resource): AskedRelease | undefined {
  return askedRelease(textAt(mapAt(specOf(instance), 'distribution'), 'version') ?? '')
}

/** What the FluxInstances of a cluster ask for that have no `sync`, and so are no roots, where they agree. */
function instanceVersion({ path }: Root, files: Files): string | undefined {
  const own = instancesIn(files).filter(({ node }) => isWithin(node.file.path, path))
  const [minor, ...others] = new Set(own.map(instance => askedBy(instance)?.minor))
  return others.length === 0 ? minor : undefined
}

const instancesIn = onceFor((files: Files): readonly Resource[] =>
  [...documentsOf(files)].filter(({ id }) => id.group === OPERATOR_GROUP && id.kind === 'FluxInstance'),
)

function versionIn(path: string, text: string): string | undefined {
  if (/(?:^|\/)kustomization\.ya?ml$/.test(path)) return REMOTE.exec(text)?.[1]
  if (!path.endsWith('/gotk-components.yaml')) return undefined
  const head = text.slice(0, 2_000)
  return (HEADER.exec(head) ?? LABEL.exec(head))?.[1]
}

/** The tag of Flux's own manifests in a registry, where the repository asks for one only. */
const publishedVersion = onceFor((files: Files): string | undefined => {
  const tags = new Set<string | undefined>()
  for (const source of documentsOf(files)) {
    const spec = specOf(source)
    if (source.id.group !== SOURCE_GROUP || isHidden(source.node.file.path)) continue
    if (!MANIFESTS.test(textAt(spec, 'url') ?? '')) continue
    // A variable, a range or a digest: this source says nothing, and so nobody else says it for all.
    tags.add(MINOR.exec(textAt(mapAt(spec, 'ref'), 'tag') ?? '')?.[1])
  }
  const [tag, ...others] = tags
  return others.length === 0 ? tag : undefined
})

/** Hidden folders are nobody's: archives, caches, the workflows of a forge. */
function isHidden(path: string): boolean {
  return path.startsWith('.') || path.includes('/.')
}
