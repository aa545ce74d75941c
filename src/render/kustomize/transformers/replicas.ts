import type { Mapping, Node, Scalar } from '../../../model/node.ts'
import { computed } from '../../../model/node.ts'
import { scalarAt } from '../../../lib/node.ts'
import type { Context } from '../context.ts'
import { type FieldSpec, specSelects, updateAtFieldSpec } from '../field-specs.ts'
import { currentId, formerIds } from '../identity.ts'
import type { KustomizeObject, Transformer } from '../object.ts'
import { inQuotesOf } from '../patch/strategic.ts'
import { changeEach, Refusal } from './refusal.ts'
import { settingAt } from './texts.ts'

export interface ReplicaOptions {
  /** One entry of `replicas`: `name` and `count`. */
  readonly replica: Mapping
  readonly fieldSpecs: readonly FieldSpec[]
}

/** Sets the replica count of the workloads that have a name; none is reported. */
export function replicaTransformer({ replica, fieldSpecs }: ReplicaOptions, context: Context): Transformer {
  const name = settingAt(replica, 'name')
  const count = scalarAt(replica, 'count') ?? computed(replica, { what: 'replicas' }, 0)
  return objects => {
    const found = new Set<number>()
    const changed = changeEach(context, objects, object => {
      const specs = fieldSpecs.filter(spec => isMeant(object, name?.text ?? '', spec))
      if (specs.length > 0) found.add(object.serial)
      return specs.reduce((current, spec) => scaled(current, count, spec), object)
    })
    if (found.size === 0) context.report(noWorkload(replica, name, fieldSpecs))
    return changed
  }
}

function isMeant(object: KustomizeObject, name: string, spec: FieldSpec): boolean {
  return [currentId(object), ...formerIds(object)].some(id => id.name === name && specSelects(spec, id))
}

function scaled(object: KustomizeObject, count: Scalar, spec: FieldSpec): KustomizeObject {
  const set = (current: Node | undefined): Node => {
    if (current === undefined) return count
    if (current.kind === 'scalar') return inQuotesOf(current, count)
    throw new Refusal('invalid-field', count, 'A field spec of `replicas` leads to a map or a list.')
  }
  return { ...object, node: updateAtFieldSpec(object.node, spec, { make: 'scalar', set }) }
}

function noWorkload(
  replica: Mapping,
  name: Scalar | undefined,
  specs: readonly FieldSpec[],
): Parameters<Context['report']>[0] {
  const kinds = [...new Set(specs.map(({ kind }) => kind ?? ''))].filter(kind => kind !== '')
  const message = `\`replicas\` names \`${name?.text ?? ''}\`, and no ${kinds.join(', ')} here is called so.`
  return { code: 'patch-target', at: name ?? replica, message }
}
