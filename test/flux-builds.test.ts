import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { expect } from 'vitest'
import { objectIdOf } from '../src/lib/kubernetes-id.ts'
import { toPlain } from '../src/lib/node.ts'
import { clampPath } from '../src/lib/path.ts'
import { repoPath } from '../src/model/location.ts'
import type { Node } from '../src/model/node.ts'
import type { Resource } from '../src/model/resource.ts'
import { Documents } from '../src/read/documents.ts'
import { openRepository } from '../src/read/repository.ts'
import { parseYaml } from '../src/read/yaml/parse.ts'
import { renderFlux } from '../src/render/flux/render.ts'
import { collectVariables, type VariableSet } from '../src/render/flux/variables.ts'
import { sharedPath, suiteTest } from './shared.ts'

interface Case {
  readonly file: string
  readonly document: number
  readonly name: string
  readonly namespace: string
  readonly path: string
  readonly output?: string
  readonly error?: string
}

/** Objects by identity, with keys in order, so that two renderings can be compared. */
function objectsIn(text: string): string[] {
  const { documents } = parseYaml({ path: repoPath('output.yaml'), text }, 'sigs')
  return documents.flatMap(({ root }) => (root === undefined ? [] : [canonical(toPlain(root))])).sort()
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) => {
    if (typeof item === 'bigint') return String(item)
    if (typeof item !== 'object' || item === null || Array.isArray(item)) return item
    return Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
  })
}

function inlineVariables(owner: Resource): VariableSet | undefined {
  const known = collectVariables(owner, () => undefined)
  if (known === undefined) return undefined
  return { ...known, isActive: known.variables.size > 0, isComplete: true, whenUnset: 'empty' }
}

/** The object that a case names; its `document` counts what stands before a leading `---` as one. */
function ownerOf(documents: Documents, { file, document, name }: Case): Resource | undefined {
  const found = documents.parse(repoPath(file), 'resource')?.documents ?? []
  for (const index of [document, document - 1]) {
    const owner = resourceOf(found.find(candidate => candidate.index === index)?.root)
    if (owner?.id.name === name) return owner
  }
  return undefined
}

function resourceOf(node: Node | undefined): Resource | undefined {
  const id = node?.kind === 'map' ? objectIdOf(node) : undefined
  return node?.kind === 'map' && id !== undefined ? { id, node, trail: undefined } : undefined
}

/** What we render for a Kustomization as it stands in its file, `substituteFrom` not read. */
function rendered(documents: Documents, item: Case): string[] | string {
  const owner = ownerOf(documents, item)
  if (owner === undefined) return `no object in ${item.file}`
  const { path } = item
  const variables = inlineVariables(owner)
  const { build } = renderFlux({ owner, name: path, directory: clampPath(path), documents, variables })
  const problems = build.problems.filter(
    ({ code }) => code !== 'undefined-variable' && code !== 'unknown-field',
  )
  if (problems.length > 0) return problems.map(({ message }) => message).join('\n')
  if (build.gaps.some(({ reason }) => reason === 'remote-base')) return 'remote'
  return build.resources.map(({ node }) => canonical(toPlain(node))).sort()
}

/** Builds that differ, with the reason. */
const EXCEPTIONS: ReadonlyMap<string, string> = new Map([])

suiteTest(
  { name: 'renders as flux build', path: 'conformance/engines/flux-builds', count: 355 },
  directory => {
    let equal = 0
    const wrong: string[] = []
    for (const name of readdirSync(directory).sort()) {
      const cases = JSON.parse(gunzipSync(readFileSync(join(directory, name))).toString('utf8')) as Case[]
      const fleet = name.replace(/\.json\.gz$/, '')
      const root = sharedPath(`fleets/${fleet}`)
      if (root === undefined) continue
      const documents = new Documents(openRepository(root, 'disk'))
      for (const item of cases) {
        const label = `${fleet}/${item.file}#${String(item.document)} ${item.name}`
        const found = rendered(documents, item)
        if (item.output === undefined) {
          if (found !== 'remote') wrong.push(`${label}: ${item.error ?? ''} expected, ${String(found)}`)
          continue
        }
        const wanted = objectsIn(item.output)
        if (typeof found !== 'string' && JSON.stringify(found) === JSON.stringify(wanted)) equal++
        else if (!EXCEPTIONS.has(label)) wrong.push(`${label}: ${difference(found, wanted)}`)
      }
    }
    expect(wrong).toEqual([])
    expect(equal).toBeGreaterThanOrEqual(355)
  },
)

function difference(found: string[] | string, wanted: readonly string[]): string {
  if (typeof found === 'string') return found
  const missing = wanted.filter(object => !found.includes(object))
  const extra = found.filter(object => !wanted.includes(object))
  return `missing ${(missing[0] ?? '').slice(0, 600)}\n  extra ${(extra[0] ?? '').slice(0, 600)}`
}
