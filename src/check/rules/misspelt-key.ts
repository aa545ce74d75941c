import { mapAt } from '../../lib/node.ts'
import { nearest } from '../../lib/nearest.ts'
import { onceFor } from '../../lib/once-for.ts'
import type { Cluster } from '../../model/fleet.ts'
import type { Scalar } from '../../model/node.ts'
import type { Repository } from '../../model/repository.ts'
import type { Resource } from '../../model/resource.ts'
import { decodeText } from '../../read/decode.ts'
import { specOf, substituteFrom } from '../../render/flux/spec.ts'
import { configKey, configObjects } from './variable-sources.ts'

export interface Around {
  readonly cluster: Cluster
  readonly repository: Repository
}

/**
 * The key that was meant to give a variable: nothing uses its name, which is nearly that of the variable, and the
 * variable is used more than once. Who uses it once may as well have misspelt it there.
 */
export function misspeltKey(
  name: string,
  owner: Resource,
  { cluster, repository }: Around,
): Scalar | undefined {
  const uses = usesIn(repository)
  if ((uses.get(name) ?? 0) < 2) return undefined
  const unused = keysFor(owner, cluster).filter(({ text }) => !uses.has(text) && haveSameDigits(text, name))
  const likely = nearest(
    name,
    unused.map(({ text }) => text),
  )
  return unused.find(({ text }) => text === likely)
}

/** Keys that give a Kustomization its variables, with those that SOPS leaves as they are. */
function keysFor(owner: Resource, cluster: Cluster): readonly Scalar[] {
  const configs = configObjects(cluster)
  const maps = substituteFrom(owner).flatMap(({ kind, name }) =>
    (configs.get(configKey({ kind, namespace: owner.id.namespace, name })) ?? []).flatMap(({ resource }) => [
      mapAt(resource.node, 'data'),
      mapAt(resource.node, 'stringData'),
    ]),
  )
  const own = mapAt(mapAt(specOf(owner), 'postBuild'), 'substitute')
  return [...maps, own].flatMap(map => [...(map?.entries.values() ?? [])].map(({ key }) => key))
}

/** How often each `${name}` stands in the files of a repository, whatever they are. */
const usesIn = onceFor((repository: Repository): ReadonlyMap<string, number> => {
  const uses = new Map<string, number>()
  for (const path of repository.files()) {
    const read = repository.read(path)
    if (read.kind !== 'bytes') continue
    const { text } = decodeText(path, read.bytes).file
    for (const [, name = ''] of text.matchAll(/\$\{([A-Za-z_]\w*)/g))
      uses.set(name, (uses.get(name) ?? 0) + 1)
  }
  return uses
})

/** `NODE_1` is no slip of `NODE_2`. */
function haveSameDigits(a: string, b: string): boolean {
  return a.replaceAll(/\D/g, '') === b.replaceAll(/\D/g, '')
}
