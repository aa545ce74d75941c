import { mapAt } from '../../lib/node.ts'
import type { Delivered } from '../../model/fleet.ts'
import type { Origin } from '../../model/location.ts'
import type { Scalar } from '../../model/node.ts'
import type { ObjectId, Resource } from '../../model/resource.ts'
import { SOURCE_GROUP } from '../../render/flux/spec.ts'
import { withCopiedData } from '../../render/operator/copied-data.ts'

const GROUPS: ReadonlySet<string> = new Set(['', SOURCE_GROUP])

interface Given {
  readonly text: Scalar
  readonly giver: Delivered
}

/** The ConfigMaps, Secrets and sources of a cluster: what its releases take values and charts from. */
export class Givers {
  private readonly objects = new Map<string, Delivered>()
  /** The texts of those that a release has asked for. */
  private readonly given = new Map<Delivered, readonly Given[]>()

  constructor(objects: readonly Delivered[]) {
    for (const delivered of objects) {
      const { id } = delivered.resource
      if (GROUPS.has(id.group) && !this.objects.has(keyOf(id))) this.objects.set(keyOf(id), delivered)
    }
  }

  readonly find = (id: Pick<ObjectId, 'kind' | 'namespace' | 'name'>): Resource | undefined => {
    const giver = this.objects.get(keyOf(id))
    if (giver === undefined) return undefined
    const resource = withCopiedData(giver.resource, other => this.objects.get(keyOf(other))?.resource)
    if (resource !== undefined && !this.given.has(giver))
      this.given.set(giver, textsOf({ ...giver, resource }))
    return resource
  }

  /** Whose text a place stands in, where it is not the release's own. */
  giverOf({ file, start, end }: Origin): Delivered | undefined {
    for (const texts of this.given.values()) {
      for (const { text, giver } of texts) {
        if (text.file === file && text.start <= start && end <= text.end) return giver
      }
    }
    return undefined
  }
}

function keyOf({ kind, namespace, name }: Pick<ObjectId, 'kind' | 'namespace' | 'name'>): string {
  return `${kind}/${namespace}/${name}`
}

function textsOf(giver: Delivered): readonly Given[] {
  const given: Given[] = []
  for (const field of ['data', 'stringData']) {
    for (const { value } of mapAt(giver.resource.node, field)?.entries.values() ?? []) {
      if (value.kind === 'scalar') given.push({ text: value, giver })
    }
  }
  return given
}
