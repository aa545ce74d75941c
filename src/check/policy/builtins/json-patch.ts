import { compareValues, isList, RegoObject, type Value } from '../rego/value.ts'

/** RFC 6902. Undefined where an operation does not apply, and then nothing of it does. */
export function applyPatch(target: Value, patch: Value): Value | undefined {
  if (!isList(patch)) return undefined
  let result: Value | undefined = target
  for (const operation of patch) {
    if (result === undefined || !(operation instanceof RegoObject)) return undefined
    result = applyOperation(result, operation)
  }
  return result
}

function applyOperation(target: Value, operation: RegoObject): Value | undefined {
  const path = pathOf(operation.get('path'))
  if (path === undefined) return undefined
  switch (operation.get('op')) {
    case 'remove':
      return remove(target, path)
    case 'copy':
    case 'move':
      return transfer(target, operation, path)
    default:
      return applyValue(target, operation, path)
  }
}

function applyValue(target: Value, operation: RegoObject, path: readonly string[]): Value | undefined {
  const value = operation.get('value')
  if (value === undefined) return undefined
  switch (operation.get('op')) {
    case 'add':
      return put(target, path, () => value)
    case 'replace':
      return valueAt(target, path) === undefined ? undefined : replace(target, path, value)
    case 'test':
      return isEqual(valueAt(target, path), value) ? target : undefined
    default:
      return undefined
  }
}

function transfer(target: Value, operation: RegoObject, path: readonly string[]): Value | undefined {
  const from = pathOf(operation.get('from'))
  const value = from === undefined ? undefined : valueAt(target, from)
  if (from === undefined || value === undefined) return undefined
  const rest = operation.get('op') === 'move' ? remove(target, from) : target
  return rest === undefined ? undefined : put(rest, path, () => value)
}

function isEqual(a: Value | undefined, b: Value): boolean {
  return a !== undefined && compareValues(a, b) === 0
}

/** A JSON Pointer, or a list of keys. */
function pathOf(value: Value | undefined): readonly string[] | undefined {
  if (typeof value === 'string') {
    const parts = value.replace(/^\//, '').split('/')
    return value === '' ? [] : parts.map(part => part.replaceAll('~1', '/').replaceAll('~0', '~'))
  }
  return value !== undefined && isList(value) ? value.map(String) : undefined
}

function valueAt(target: Value, path: readonly string[]): Value | undefined {
  let found: Value | undefined = target
  for (const key of path) found = found === undefined ? undefined : childOf(found, key)
  return found
}

function childOf(value: Value, key: string): Value | undefined {
  if (value instanceof RegoObject) return value.get(key)
  return isList(value) && /^\d+$/.test(key) ? value[Number(key)] : undefined
}

function replace(target: Value, path: readonly string[], value: Value): Value | undefined {
  const rest = path.length === 0 ? target : remove(target, path)
  return rest === undefined ? undefined : put(rest, path, () => value)
}

/** Puts a value at the end of a path; the collections on the way are made anew. */
function put(target: Value, path: readonly string[], make: () => Value): Value | undefined {
  const [key, ...rest] = path
  if (key === undefined) return make()
  if (rest.length === 0) return insert(target, key, make())
  const child = childOf(target, key)
  const made = child === undefined ? undefined : put(child, rest, make)
  return made === undefined ? undefined : withChild(target, key, made)
}

function insert(target: Value, key: string, value: Value): Value | undefined {
  if (target instanceof RegoObject) return withChild(target, key, value)
  if (!isList(target)) return undefined
  const index = key === '-' ? target.length : /^\d+$/.test(key) ? Number(key) : -1
  return index < 0 || index > target.length ? undefined : target.toSpliced(index, 0, value)
}

function withChild(target: Value, key: string, value: Value): Value | undefined {
  if (isList(target)) return target.with(Number(key), value)
  if (!(target instanceof RegoObject)) return undefined
  return new RegoObject([...target.entries.filter(([name]) => name !== key), [key, value]])
}

function remove(target: Value, path: readonly string[]): Value | undefined {
  const [key, ...rest] = path
  if (key === undefined) return undefined
  const child = childOf(target, key)
  if (child === undefined) return undefined
  if (rest.length > 0) {
    const made = remove(child, rest)
    return made === undefined ? undefined : withChild(target, key, made)
  }
  if (isList(target)) return target.toSpliced(Number(key), 1)
  return target instanceof RegoObject
    ? new RegoObject(target.entries.filter(([name]) => name !== key))
    : undefined
}
