import { goMap, type GoMap, type GoUnknown } from '../template/value.ts'

/** The input sets of one object: the ResourceSet itself, or a provider. */
export interface InputSource {
  readonly name: string
  readonly sets: readonly GoMap[]
}

const MOST_PERMUTATIONS = 10_000

/**
 * Every combination of one input set of each source, each set under the name of its source. Sources without sets are
 * passed over. Undefined where there are more than the operator makes.
 */
export function permutations(sources: readonly InputSource[], id: GoUnknown): readonly GoMap[] | undefined {
  let product: readonly (readonly [string, GoMap])[][] = [[]]
  for (const { name, sets } of sources) {
    if (sets.length === 0) continue
    const key = inputName(name)
    if (product.length * sets.length > MOST_PERMUTATIONS) return undefined
    product = product.flatMap(chosen => sets.map(set => [...chosen, [key, set] as const]))
  }
  return product.filter(chosen => chosen.length > 0).map(chosen => goMap([...chosen, ['id', id]]))
}

/** A name as templates can write it behind `inputs.`. */
function inputName(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[\p{P}\p{S}\p{Z}\s]/gu, '_')
    .replaceAll(/[^a-z0-9_]/g, '')
    .split('_')
    .filter(word => word !== '')
    .join('_')
}
