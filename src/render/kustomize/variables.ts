import { mapAt, scalarAt, textAt } from '../../lib/node.ts'
import type { Mapping, Node } from '../../model/node.ts'
import type { ObjectId } from '../../model/resource.ts'
import { currentId, formerIds, isSameId } from './identity.ts'
import type { Level } from './level.ts'
import type { KustomizeObject } from './object.ts'
import { isClusterScoped } from './scope.ts'

/** One entry of `vars`, and the object whose field it stands for. */
export interface Variable {
  readonly name: string
  readonly fieldPath: string
  readonly at: Mapping
  /** Undefined while no object matched; later ones do not count. */
  readonly serial: number | undefined
}

export type Variables = ReadonlyMap<string, Variable>

export const NO_VARIABLES: Variables = new Map()

export function mergeVariables(first: Variables, second: Variables, level: Level): Variables {
  if (second.size === 0) return first
  const merged = new Map(first)
  for (const variable of second.values()) add(merged, variable, level)
  return merged
}

function add(variables: Map<string, Variable>, variable: Variable, { context }: Level): void {
  if (!variables.has(variable.name)) {
    variables.set(variable.name, variable)
    return
  }
  const at = scalarAt(variable.at, 'name') ?? variable.at
  context.report({
    code: 'invalid-field',
    at,
    message: `The variable \`${variable.name}\` is declared twice.`,
  })
}

interface Scope {
  readonly objects: readonly KustomizeObject[]
  readonly variables: Variables
}

/** Adds the `vars` of a kustomization, each bound to the object that it means now. */
export function declareVariables(entries: readonly Node[], scope: Scope, level: Level): Variables {
  if (entries.length === 0) return scope.variables
  const variables = new Map(scope.variables)
  for (const entry of entries) {
    if (entry.kind !== 'map') continue
    const fieldPath = textAt(mapAt(entry, 'fieldref'), 'fieldPath') ?? ''
    const variable = {
      name: textAt(entry, 'name') ?? '',
      fieldPath: fieldPath === '' ? 'metadata.name' : fieldPath,
      at: entry,
      serial: boundObject(entry, scope.objects, level)?.serial,
    }
    add(variables, variable, level)
  }
  return variables
}

function boundObject(
  entry: Mapping,
  objects: readonly KustomizeObject[],
  level: Level,
): KustomizeObject | undefined {
  const id = referredId(mapAt(entry, 'objref'))
  const isExact = id.namespace !== '' || isClusterScoped(id.group, id.version, id.kind)
  const [first, second] = objects.filter(object =>
    [currentId(object), ...formerIds(object)].some(other =>
      isExact ? isSameId(id, other) : isSameId(id, { ...other, namespace: '' }),
    ),
  )
  if (second !== undefined) {
    const message = `The variable \`${textAt(entry, 'name') ?? ''}\` may mean more than one object.`
    level.context.report({ code: 'ambiguous-reference', at: entry, message })
    return undefined
  }
  return first
}

function referredId(reference: Mapping | undefined): ObjectId {
  const field = (name: string): string => textAt(reference, name) ?? ''
  const apiVersion = field('apiVersion').split('/')
  const [groupOrVersion = '', version] = apiVersion
  const isSplit = apiVersion.length === 2 && version !== undefined
  const ownVersion = groupOrVersion === '' ? field('version') : groupOrVersion
  return {
    group: isSplit ? groupOrVersion : field('group'),
    version: isSplit ? version : ownVersion,
    kind: field('kind'),
    namespace: field('namespace'),
    name: field('name'),
  }
}
