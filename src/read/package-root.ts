import { existsSync } from 'node:fs'

/** The directory of our own package.json: the same from `src`, from what is compiled, and from what is bundled. */
export const PACKAGE_ROOT: URL = rootAbove(new URL('./', import.meta.url))

function rootAbove(directory: URL): URL {
  const parent = new URL('../', directory)
  const isFound = existsSync(new URL('package.json', directory)) || parent.href === directory.href
  return isFound ? directory : rootAbove(parent)
}
