import { isWithin } from '../lib/path.ts'
import { textAt, mapAt } from '../lib/node.ts'
import type { Files, Root } from './root.ts'

const HEADER = /^# Flux Version: v(\d+\.\d+)/im
const MINOR = /^v?(\d+\.\d+)/

/** Which Flux a cluster runs, `2.9`: what bootstrap wrote into its manifests, or what its FluxInstance asks for. */
export function fluxVersion(root: Root, files: Files): string | undefined {
  const distribution = mapAt(mapAt(root.instance?.node, 'spec'), 'distribution')
  const asked = MINOR.exec(textAt(distribution, 'version') ?? '')?.[1]
  if (asked !== undefined) return asked
  for (const [path, { file }] of files) {
    if (!path.endsWith('/gotk-components.yaml') || !isWithin(path, root.path)) continue
    const found = HEADER.exec(file.text.slice(0, 2_000))?.[1]
    if (found !== undefined) return found
  }
  return undefined
}
