import type { BuildProblem } from '../../model/build.ts'
import type { Origin } from '../../model/location.ts'
import { resolveScalar } from '../../read/yaml/scalar.ts'

/**
 * The problem with a key that kustomize writes without quotes and then reads as something other than text: it cannot
 * print the map in which the key stands.
 */
export function textKeyProblem(key: string, at: Origin): BuildProblem | undefined {
  if (resolveScalar(key, 'resource') === key) return undefined
  const message = `kustomize cannot print the key \`${key}\`: it takes it for something other than text.`
  return { code: 'invalid-field', at, message }
}
