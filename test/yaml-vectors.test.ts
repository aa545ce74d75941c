import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { repoPath } from '../src/model/location.ts'
import type { Repository } from '../src/model/repository.ts'
import { Documents } from '../src/read/documents.ts'
import { buildKustomization } from '../src/render/kustomize/build.ts'
import { emitYaml } from '../src/render/yaml/emit.ts'
import { suiteTest } from './shared.ts'

interface Case {
  readonly name: string
  readonly src: string
  /** What kustomize prints; null or ERR where it refuses. */
  readonly kustomize: string | null
}

const RESOURCE = repoPath('r.yaml')
const KUSTOMIZATION = repoPath('kustomization.yaml')

function casesOf(directory: string, file: string): readonly Case[] {
  const { cases } = JSON.parse(readFileSync(join(directory, file), 'utf8')) as { cases: Case[] }
  return cases
}

/** A byte that is no UTF-8 stands in the vectors as half of a character, as Python writes it. */
function bytesOf(src: string): Buffer {
  const parts = src.split(/([\uDC80-\uDCFF](?<![\uD800-\uDBFF].))/)
  return Buffer.concat(
    parts.map((part, index) =>
      index % 2 === 1 ? Buffer.from([part.charCodeAt(0) & 0xff]) : Buffer.from(part),
    ),
  )
}

function repositoryOf(src: string): Repository {
  const files = new Map([
    [KUSTOMIZATION, Buffer.from('resources:\n- r.yaml\n')],
    [RESOURCE, bytesOf(src)],
  ])
  return {
    kindOf: path => (path === '' ? 'directory' : files.has(path) ? 'file' : undefined),
    list: directory => (directory === '' ? [...files.keys()] : []),
    files: () => [...files.keys()],
    read: path => {
      const bytes = files.get(path)
      return bytes === undefined ? { kind: 'missing' } : { kind: 'bytes', bytes }
    },
  }
}

/** The file as the only resource of a kustomization; null where something in it is refused. */
function render(src: string): string | null {
  const documents = new Documents(repositoryOf(src))
  const options = { restriction: 'rootOnly', order: 'legacy' } as const
  const { objects, problems } = buildKustomization(documents, repoPath(''), options)
  return problems.length > 0 ? null : objects.map(({ node }) => emitYaml(node)).join('---\n')
}

function differences(cases: readonly Case[]): string[] {
  return cases
    .filter(
      ({ src, kustomize }) => render(src) !== (kustomize?.startsWith('ERR') === true ? null : kustomize),
    )
    .map(({ name }) => name)
}

for (const { file, count, name } of [
  { file: 'yaml-traps.json', count: 67, name: 'traps of YAML are read as kustomize reads them' },
  { file: 'yaml-scalars.json', count: 408, name: 'scalars are printed as kustomize prints them' },
]) {
  suiteTest({ name, path: 'vectors', count }, directory => {
    const cases = casesOf(directory, file)
    expect(cases).toHaveLength(count)
    expect(differences(cases)).toEqual([])
  })
}
