import { startOf } from '../../lib/locate.ts'
import { itemsAt, scalarAt, textAt, withoutKey, withValue } from '../../lib/node.ts'
import { joinPath } from '../../lib/path.ts'
import type { BuildProblem } from '../../model/build.ts'
import type { ParsedFile } from '../../model/document.ts'
import type { Origin, RepoPath, SourceFile } from '../../model/location.ts'
import { type Mapping, type Node, type Scalar, sequence } from '../../model/node.ts'
import type { Repository } from '../../model/repository.ts'
import { KUSTOMIZATION } from './fields.ts'
import { type Level, markIncomplete } from './level.ts'
import { reportSyntax } from './load.ts'
import { shaped, TOP } from './shape.ts'

/** The names that kustomize looks for. */
export const KUSTOMIZATION_FILES = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'] as const

const FLUX_GROUP = 'kustomize.toolkit.fluxcd.io'

export interface Kustomization {
  /** The name of its file, as `buildMetadata` prints it. */
  readonly fileName: string
  /** Known fields under their proper names, values of the right type, deprecated fields moved to their successors. */
  readonly node: Mapping
  readonly isComponent: boolean
}

/**
 * Reads the kustomization of a level. `asked` is the entry that names the directory. Undefined where there is none
 * that can be used; that is reported.
 */
export function readKustomization(level: Level, asked: Origin | undefined): Kustomization | undefined {
  const path = kustomizationPath(level, asked)
  if (path === undefined) return undefined
  const parsed = level.context.documents.parse(path, 'sigs')
  level.context.uses(path)
  if (parsed === undefined) return undefined
  const { root, problems } = firstDocument(parsed)
  reportSyntax({ ...parsed, problems }, level)
  const fileName = path.slice(path.lastIndexOf('/') + 1)
  if (root !== undefined) return checkedKustomization(root, fileName, level)
  if (problems.length === 0) level.context.report(empty(parsed.file))
  return undefined
}

interface FirstDocument {
  readonly root: Node | undefined
  readonly problems: ParsedFile['problems']
}

const NOTHING = '(?:[ \\t]*(?:#[^\\n]*)?\\n)*'
const EMPTY_DOCUMENT = new RegExp(`^${NOTHING}---${NOTHING}---\\s`)

/** All that kustomize reads of the file: what follows the first document may be anything. */
function firstDocument({ file, documents, problems }: ParsedFile): FirstDocument {
  if (EMPTY_DOCUMENT.test(file.text)) return { root: undefined, problems: [] }
  const root = documents.find(document => document.root !== undefined)?.root
  if (root === undefined) return { root, problems }
  return { root, problems: problems.filter(({ at }) => at.start < root.start) }
}

/** A kustomization that was made or merged in memory, under the name its file would have. */
export function checkedKustomization(root: Node, fileName: string, level: Level): Kustomization | undefined {
  const { context } = level
  if (root.kind !== 'map') {
    context.report({ code: 'invalid-field', at: root, message: 'The kustomization is no map.' })
    return undefined
  }
  const before = accepted.get(root)
  if (before !== undefined) return kustomizationOf(before, fileName)
  const header = headerProblem(root)
  if (header !== undefined) {
    context.report(header)
    return undefined
  }
  const refused: BuildProblem[] = []
  const strict = {
    report: (problem: BuildProblem): void => {
      refused.push(problem)
      context.report(problem)
      markIncomplete(level)
    },
  }
  const node = withoutOldNames(shaped(root, KUSTOMIZATION, { where: TOP, context: strict }))
  // What was refused field by field is no empty file.
  if (refused.length === 0 && isEmptyKustomization(node)) {
    context.report(empty(root.file))
    return undefined
  }
  if (refused.length === 0) accepted.set(root, node)
  return kustomizationOf(node, fileName)
}

/** Files without a mistake, as `checkedKustomization` made them: many builds use one base. */
const accepted = new WeakMap<Mapping, Mapping>()

function kustomizationOf(node: Mapping, fileName: string): Kustomization {
  return { fileName, node, isComponent: textAt(node, 'kind') === 'Component' }
}

function kustomizationPath(level: Level, asked: Origin | undefined): RepoPath | undefined {
  const { context, directory } = level
  const found = kustomizationPaths(context.documents.repository, directory)
  const [first, second] = found
  if (first === undefined) {
    const message = `The directory \`${directory || '.'}\` has no kustomization file.`
    context.report({ code: 'missing-resource', at: asked ?? nowhere(directory), message })
    return undefined
  }
  if (second !== undefined) {
    context.report(several(found, level))
    return undefined
  }
  return first
}

/** That a directory has more kustomization files than the one that Flux reads and merges into. */
export function reportSeveral(level: Level): void {
  const { repository } = level.context.documents
  const found = kustomizationPaths(repository, level.directory)
  if (found.length > 1) level.context.report(several(found, level))
}

function kustomizationPaths(repository: Repository, directory: RepoPath): readonly RepoPath[] {
  return KUSTOMIZATION_FILES.flatMap(name => {
    const path = joinPath(directory, name)
    return path !== undefined && repository.kindOf(path) === 'file' ? [path] : []
  })
}

function several(found: readonly RepoPath[], { context, directory }: Level): BuildProblem {
  const at = found[1] === undefined ? undefined : context.documents.source(found[1])
  const message = `The directory \`${directory || '.'}\` has more than one kustomization file: \`${found.join('`, `')}\`.`
  return { code: 'invalid-field', at: at === undefined ? nowhere(directory) : startOf(at), message }
}

/** The start of the file that should be there. */
function nowhere(directory: RepoPath): Origin {
  const path = joinPath(directory, KUSTOMIZATION_FILES[0]) ?? directory
  return startOf({ path, text: '' })
}

function empty(file: SourceFile): BuildProblem {
  const message = 'The kustomization is empty.'
  return { code: 'invalid-field', at: startOf(file), message, losesNothing: true }
}

const VERSIONS: Readonly<Record<string, string>> = {
  Kustomization: 'kustomize.config.k8s.io/v1beta1',
  Component: 'kustomize.config.k8s.io/v1alpha1',
}

function headerProblem(root: Mapping): BuildProblem | undefined {
  const kind = written(root, 'kind')
  const apiVersion = written(root, 'apiVersion')
  if (apiVersion?.text.startsWith(`${FLUX_GROUP}/`) === true) {
    const message = 'A Flux `Kustomization` stands where kustomize looks for its own kustomization file.'
    return { code: 'invalid-field', at: apiVersion, message, fix: 'Give the file another name.' }
  }
  const kindName = kind?.text ?? 'Kustomization'
  const version = VERSIONS[kindName]
  if (version === undefined) {
    const message = `The \`kind\` is \`${kindName}\`, not \`Kustomization\` or \`Component\`.`
    return { code: 'invalid-field', at: kind ?? root, message }
  }
  if (apiVersion === undefined || apiVersion.text === version) return undefined
  const message = `The \`apiVersion\` of a \`${kindName}\` is \`${version}\`, not \`${apiVersion.text}\`.`
  return { code: 'invalid-field', at: apiVersion, message }
}

/** A field's scalar; empty text counts as not written. */
function written(root: Mapping, field: string): Scalar | undefined {
  const found = scalarAt(root, field)
  return found === undefined || found.value === null || found.text === '' ? undefined : found
}

const SUCCESSORS = [
  ['bases', 'resources'],
  ['imageTags', 'images'],
] as const

function withoutOldNames(node: Mapping): Mapping {
  let current = node
  for (const [old, successor] of SUCCESSORS) {
    const items = itemsAt(current, old)
    const [first] = items
    if (first !== undefined) {
      current = withValue(current, successor, sequence(first, [...itemsAt(current, successor), ...items]))
    }
    current = withoutKey(current, old)
  }
  return current
}

/** kustomize refuses a file that sets nothing; an empty list or map counts as set, empty text does not. */
function isEmptyKustomization(node: Mapping): boolean {
  for (const [name, { value }] of node.entries) {
    if (name === 'apiVersion' || name === 'kind') continue
    if (value.kind !== 'scalar' || value.text !== '') return false
  }
  return true
}
