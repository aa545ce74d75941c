import { mapAt, withoutKey, withValue } from '../../lib/node.ts'
import { shortId } from '../../model/resource.ts'
import { emitYaml } from '../yaml/emit.ts'
import { currentId } from './identity.ts'
import type { Level } from './level.ts'
import type { KustomizeObject } from './object.ts'

const VALIDATED_BY = 'validated-by'

/** Reports objects that a validator changed; a label by which it signs does not count. */
export function unmodified(
  before: readonly KustomizeObject[],
  after: readonly KustomizeObject[],
  level: Level,
): void {
  const bySerial = new Map(after.map(object => [object.serial, object]))
  for (const object of before) {
    const checked = bySerial.get(object.serial)
    if (checked?.node === object.node) continue
    if (checked !== undefined && textOf(checked) === textOf(object)) continue
    const message = `A validator changes \`${shortId(currentId(object))}\`.`
    level.context.report({ code: 'invalid-field', at: object.node, message })
  }
}

function textOf({ node }: KustomizeObject): string {
  const metadata = mapAt(node, 'metadata')
  const labels = mapAt(metadata, 'labels')
  if (metadata === undefined || labels?.entries.has(VALIDATED_BY) !== true) return emitYaml(node)
  const own = withoutKey(labels, VALIDATED_BY)
  const unsigned =
    own.entries.size === 0 ? withoutKey(metadata, 'labels') : withValue(metadata, 'labels', own)
  return emitYaml(withValue(node, 'metadata', unsigned))
}
