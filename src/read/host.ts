import { existsSync, mkdirSync, realpathSync, writeFileSync } from 'node:fs'
import { resolve, sep } from 'node:path'
import type { Host, Snapshot } from '../model/host.ts'
import type { Repository } from '../model/repository.ts'
import { UsageError } from '../model/usage-error.ts'
import { openSnapshot } from './git/snapshot.ts'
import { workTreeTop } from './git/work-tree.ts'
import { reasonOf } from './reason-of.ts'
import { openRepository } from './repository.ts'

/** What only the process knows. */
export type HostParts = Pick<Host, 'cwd' | 'env' | 'today' | 'terminal' | 'stdout' | 'stderr'>

/** The host of a real run: the disk, and the values of the process in `parts`. */
export function createHost(parts: HostParts): Host {
  const cwd = posix(parts.cwd)
  return {
    cwd,
    env: parts.env,
    today: parts.today,
    terminal: parts.terminal,
    stdout: text => {
      parts.stdout(text)
    },
    stderr: text => {
      parts.stderr(text)
    },
    open: (directory, view): Repository => openRepository(resolve(cwd, directory), view, directory),
    openCommit: (directory, revision, workTree): Snapshot =>
      openSnapshot({ root: realOf(resolve(cwd, directory)), revision, workTree, shownAs: directory }),
    resolve: path => posix(realOf(resolve(cwd, path))),
    workTree: directory => workTreeAround(resolve(cwd, directory)),
    makeFolder: path => {
      makeFolder(resolve(cwd, path), path)
    },
    write: (path, content) => {
      writeResult(resolve(cwd, path), path, content)
    },
  }
}

function workTreeAround(directory: string): string | undefined {
  const real = realOf(directory)
  const top = existsSync(real) ? workTreeTop(real) : undefined
  return top === undefined ? undefined : posix(top)
}

function realOf(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    return path
  }
}

function writeResult(file: string, path: string, content: string | Uint8Array): void {
  try {
    writeFileSync(file, content)
  } catch (error) {
    throw new UsageError(`\`${path}\` cannot be written: ${reasonOf(error)}.`)
  }
}

function makeFolder(folder: string, path: string): void {
  try {
    mkdirSync(folder, { recursive: true })
  } catch (error) {
    throw new UsageError(`\`${path}\` cannot be made: ${reasonOf(error)}.`)
  }
}

function posix(path: string): string {
  return path.replaceAll(sep, '/')
}
