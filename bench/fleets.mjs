// What the benchmarks of rendering have in common.
import { readdirSync } from 'node:fs'
import { relative } from 'node:path'

export const NAMES = ['home-ops-onedr0p', 'home-ops-bjw-s', 'radix-flux', 'management-cluster-bases']

export function median(values) {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0
}

/** The directories with a kustomization file, from `root`. */
export function kustomizations(root) {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && /^(kustomization\.ya?ml|Kustomization)$/.test(entry.name))
    .map(entry => relative(root, entry.parentPath))
    .sort()
}
