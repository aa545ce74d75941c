import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { UsageError } from '../../../model/usage-error.ts'
import { DamagedObject, type GitObject } from './git-object.ts'
import { looseObject } from './loose-object.ts'
import { Pack } from './pack.ts'
import { PackIndex } from './pack-index.ts'

/** How many stores may borrow from one another in a row. */
const MAX_ALTERNATES = 5

/** The objects of a repository, read from its files: nothing is executed, and nothing is fetched that is not there. */
export class ObjectStore {
  /** Bytes of an object's id: 20 for SHA-1, 32 for SHA-256. */
  readonly hashLength: number
  private readonly directories: readonly string[]
  private openPacks: readonly Pack[] | undefined

  constructor(directory: string, hashLength: number) {
    this.hashLength = hashLength
    this.directories = [...withAlternates(directory, MAX_ALTERNATES)]
  }

  /**
   * The object with this id, in hex; undefined where this clone does not have it.
   * @throws UsageError where it is there and cannot be read.
   */
  read(id: string): GitObject | undefined {
    try {
      for (const pack of this.packs()) {
        const found = pack.read(id)
        if (found !== undefined) return found
      }
      return this.loose(id)
    } catch (error) {
      const reason = error instanceof DamagedObject ? error.message : 'its file is damaged'
      throw new UsageError(`The Git object \`${id}\` cannot be read: ${reason}.`)
    }
  }

  /** Ids that begin with these hex digits, at least two. */
  idsWith(prefix: string): readonly string[] {
    const found = new Set<string>()
    for (const pack of this.packs()) for (const id of pack.idsWith(prefix)) found.add(id)
    const folder = prefix.slice(0, 2)
    for (const directory of this.directories) {
      for (const name of namesIn(join(directory, folder))) {
        if (`${folder}${name}`.startsWith(prefix)) found.add(`${folder}${name}`)
      }
    }
    return [...found].sort()
  }

  private loose(id: string): GitObject | undefined {
    for (const directory of this.directories) {
      const bytes = bytesOf(join(directory, id.slice(0, 2), id.slice(2)))
      if (bytes !== undefined) return looseObject(bytes)
    }
    return undefined
  }

  private packs(): readonly Pack[] {
    this.openPacks ??= this.directories.flatMap(directory => this.packsIn(join(directory, 'pack')))
    return this.openPacks
  }

  private packsIn(directory: string): readonly Pack[] {
    const names = namesIn(directory)
      .filter(name => name.endsWith('.idx'))
      .sort()
    return names.flatMap(name => {
      const bytes = bytesOf(join(directory, name))
      if (bytes === undefined) return []
      const index = new PackIndex(bytes, this.hashLength)
      return [new Pack(join(directory, name.replace(/idx$/, 'pack')), index, this.hashLength)]
    })
  }
}

/** A clone may borrow objects from others: `objects/info/alternates`. */
function* withAlternates(directory: string, depth: number): Generator<string> {
  yield directory
  if (depth === 0) return
  const lines =
    bytesOf(join(directory, 'info', 'alternates'))
      ?.toString('utf8')
      .split('\n') ?? []
  for (const line of lines) {
    if (line !== '' && !line.startsWith('#')) yield* withAlternates(resolve(directory, line), depth - 1)
  }
}

function namesIn(directory: string): readonly string[] {
  try {
    return readdirSync(directory)
  } catch {
    return []
  }
}

/** Undefined where there is no such file. */
function bytesOf(path: string): Buffer | undefined {
  try {
    return readFileSync(path)
  } catch {
    return undefined
  }
}
