import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { clampPath } from '../src/lib/path.ts'
import type { Repository } from '../src/model/repository.ts'
import { Documents } from '../src/read/documents.ts'
import { openRepository } from '../src/read/repository.ts'
import { buildKustomization, type KustomizeBuild } from '../src/render/kustomize/build.ts'
import { emitYaml } from '../src/render/yaml/emit.ts'

interface CaseFile {
  readonly path: string
  readonly options: { readonly loadRestrictions: 'rootOnly' | 'none'; readonly reorder: string }
  readonly wantError: boolean
  readonly hasExpected: boolean
}

/** One case of a suite, built. */
export interface BuiltCase {
  readonly id: string
  readonly build: KustomizeBuild
  readonly wantError: boolean
  /** Undefined where the case states no text. */
  readonly expected: string | undefined
}

const NO_FILES: Repository = {
  kindOf: path => (path === '' ? 'directory' : undefined),
  list: () => [],
  read: () => ({ kind: 'missing' }),
  files: () => [],
}

export function* builtCases(suite: string): Generator<BuiltCase> {
  for (const entry of readdirSync(suite, { withFileTypes: true })) {
    if (entry.isDirectory()) yield builtCase(join(suite, entry.name), entry.name)
  }
}

function builtCase(directory: string, id: string): BuiltCase {
  const { path, options, wantError, hasExpected } = JSON.parse(
    readFileSync(join(directory, 'case.json'), 'utf8'),
  ) as CaseFile
  const input = join(directory, 'in')
  // A case about an empty file system has no input.
  const documents = new Documents(existsSync(input) ? openRepository(input, 'disk') : NO_FILES)
  const build = buildKustomization(documents, clampPath(path), {
    restriction: options.loadRestrictions,
    order: options.reorder === 'none' ? 'none' : 'legacy',
  })
  const expected = hasExpected ? readFileSync(join(directory, 'expected.yaml'), 'utf8') : undefined
  return { id, build, wantError, expected }
}

export function printed({ objects }: KustomizeBuild): string {
  return objects.map(({ node }) => emitYaml(node)).join('---\n')
}

/** Whether kustomize itself would have refused: what it fetches or runs is a gap here. */
export function isRefused({ problems, gaps }: KustomizeBuild): boolean {
  return problems.length > 0 || gaps.length > 0
}

/** Why a case does not pass; undefined where it does. */
export function shortfall({ build, wantError, expected }: BuiltCase): string | undefined {
  if (wantError) return isRefused(build) ? undefined : 'builds, and must not'
  if (isRefused(build)) return [...build.problems, ...build.gaps].map(({ message }) => message).join(' ')
  if (expected === undefined || printed(build) === expected) return undefined
  return 'prints another text'
}
