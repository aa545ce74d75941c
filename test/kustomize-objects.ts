import { locate } from '../src/lib/locate.ts'
import { valueAt } from '../src/lib/node.ts'
import type { BuildProblem } from '../src/model/build.ts'
import type { ParsedFile } from '../src/model/document.ts'
import { repoPath } from '../src/model/location.ts'
import type { Mapping, Node } from '../src/model/node.ts'
import { Documents } from '../src/read/documents.ts'
import { parseYaml } from '../src/read/yaml/parse.ts'
import type { Context } from '../src/render/kustomize/context.ts'
import { type KustomizeObject, plainObject } from '../src/render/kustomize/object.ts'
import { BUILT_IN_SCHEMA } from '../src/render/kustomize/patch/merge-schema.ts'
import { emitYaml } from '../src/render/yaml/emit.ts'
import { NO_FILES } from './overlay-repository.ts'

/** A context that collects what is reported. */
export interface SmallContext extends Context {
  readonly problems: BuildProblem[]
}

export function smallContext(): SmallContext {
  const problems: BuildProblem[] = []
  return {
    problems,
    documents: new Documents(NO_FILES),
    options: { restriction: 'none', order: 'none' },
    schema: () => BUILT_IN_SCHEMA,
    report: problem => void problems.push(problem),
    gap: () => undefined,
    uses: () => undefined,
  }
}

/** What a context was told, as `file:line code`. */
export function reported({ problems }: SmallContext): string[] {
  return problems.map(({ at, code }) => `${at.file.path}:${String(locate(at).line)} ${code}`)
}

export function parsed(text: string, path = 'patch.yaml'): ParsedFile {
  return parseYaml({ path: repoPath(path), text }, 'resource')
}

/** The objects in a text that stands in `base.yaml`. */
export function objectsIn(text: string): KustomizeObject[] {
  return parsed(text, 'base.yaml').documents.flatMap(({ root }, serial) =>
    root?.kind === 'map' ? [plainObject(serial, root, undefined)] : [],
  )
}

/** A map of a kustomization, which stands in `kustomization.yaml`. */
export function setting(text: string): Mapping {
  const [document] = parseYaml({ path: repoPath('kustomization.yaml'), text }, 'sigs').documents
  if (document?.root?.kind !== 'map') throw new Error(`not a map: ${text}`)
  return document.root
}

/** The value at keys and indices. */
export function nodeAt(root: Node | undefined, ...way: readonly (string | number)[]): Node {
  let current = root
  for (const step of way) {
    current = current?.kind === 'list' ? current.items[Number(step)] : valueAt(current, String(step))
  }
  if (current === undefined) throw new Error(`nothing at ${way.join('.')}`)
  return current
}

/** Where the value at keys and indices of the first object was written, as `file:line`. */
export function writtenAt(objects: readonly KustomizeObject[], ...way: readonly (string | number)[]): string {
  const found = nodeAt(objects[0]?.node, ...way)
  return `${found.file.path}:${String(locate(found).line)}`
}

export function printed(objects: readonly KustomizeObject[]): string {
  return objects.map(({ node }) => emitYaml(node)).join('---\n')
}
