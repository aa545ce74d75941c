import { mapAt, textAt } from '../lib/node.ts'
import { onceFor } from '../lib/once-for.ts'
import { isWithin } from '../lib/path.ts'
import { SOURCE_GROUP, specOf } from '../render/flux/spec.ts'
import { askedRelease } from './flux-release.ts'
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
  const distribution = mapAt(mapAt(root.instance?.node, 'spec'), 'distribution')
  const asked = askedRelease(textAt(distribution, 'version') ?? '')
  if (asked !== undefined) return asked.minor
  for (const [path, { file }] of files) {
    const found = isWithin(path, root.path) ? versionIn(path, file.text) : undefined
    if (found !== undefined) return found
  }
  return publishedVersion(files)
}

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
