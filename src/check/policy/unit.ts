import { createHash } from 'node:crypto'
import { fieldOf, itemsOf, numberOf, textOf, textsOf } from './shape.ts'

/** Of the compiler and of how units are put together: what was compiled under another version is compiled again. */
export const COMPILER = 'opa-1.22.2/1'

export interface ModuleSource {
  /** Names the module in mistakes. */
  readonly file: string
  readonly text: string
  /** Of the language. */
  readonly version: 0 | 1
}

/** Modules that see each other, and are asked for one partial set. */
export interface UnitSource {
  readonly key: string
  readonly modules: readonly ModuleSource[]
  /** As a template of Gatekeeper: packages move below `data.<scope>`, and see nothing else but the inventory. */
  readonly scope?: string
  readonly rule: string
}

/** Row and column count from 1, the column in bytes of UTF-8. */
export interface Mistake {
  readonly file: string
  readonly row: number
  readonly column: number
  readonly message: string
}

/** A package that has the rule; `key` asks for it. */
export interface CompiledPackage {
  readonly key: string
  readonly path: string
  readonly file: string
  /** OPA's METADATA, as parsed JSON. */
  readonly annotations: unknown
}

export interface CompiledTest {
  readonly name: string
  readonly entry: string
  readonly file: string
  readonly row: number
}

export interface CompiledUnit {
  readonly key: string
  /** With mistakes it is not in the module. */
  readonly mistakes: readonly Mistake[]
  readonly packages: readonly CompiledPackage[]
  readonly tests: readonly CompiledTest[]
  readonly builtins: readonly string[]
  /** Whether it reads `data.inventory`. */
  readonly inventory: boolean
}

/** Answers for every package that `input.asked` names. */
export const ENTRY_POINT = 'fleetlint/answers'

/** The same for the same text under the same compiler, and fit to be a part of a package's path. */
export function unitKey(modules: readonly ModuleSource[]): string {
  const parts = modules.flatMap(({ text, version }) => [String(version), text])
  const digest = createHash('sha256')
    .update(JSON.stringify([COMPILER, ...parts]))
    .digest('hex')
  return `t${digest.slice(0, 20)}`
}

/** Reads what the compiler, or the index of the bundle, says of a unit. */
export function readUnit(value: unknown): CompiledUnit {
  return {
    key: textOf(value, 'key'),
    mistakes: telling(itemsOf(value, 'mistakes').map(readMistake)),
    packages: itemsOf(value, 'packages').map(found => ({
      key: textOf(found, 'key'),
      path: textOf(found, 'path'),
      file: textOf(found, 'file'),
      annotations: fieldOf(found, 'annotations'),
    })),
    tests: itemsOf(value, 'tests').map(test => ({
      name: textOf(test, 'name'),
      entry: textOf(test, 'entry'),
      file: textOf(test, 'file'),
      row: numberOf(test, 'row'),
    })),
    builtins: textsOf(value, 'builtins'),
    inventory: fieldOf(value, 'inventory') === true,
  }
}

function readMistake(value: unknown): Mistake {
  return {
    file: textOf(value, 'file'),
    row: numberOf(value, 'row'),
    column: numberOf(value, 'column'),
    message: textOf(value, 'message'),
  }
}

/** One a line; and after a token that the parser did not expect, what it says of the rest of the file is noise. */
function telling(mistakes: readonly Mistake[]): readonly Mistake[] {
  const seen = new Set<string>()
  return mistakes.filter(({ file, row, message }) => {
    const places = [`${file}:${String(row)}`, ...(message.startsWith('unexpected ') ? [file] : [])]
    const isNew = places.every(place => !seen.has(place))
    for (const place of places) seen.add(place)
    return isNew
  })
}
