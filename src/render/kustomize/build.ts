import { startOf } from '../../lib/locate.ts'
import { itemsAt, mapAt, scalarAt } from '../../lib/node.ts'
import { joinPath } from '../../lib/path.ts'
import type { BuildGap, BuildProblem, PatchAim } from '../../model/build.ts'
import type { RepoPath } from '../../model/location.ts'
import type { Resource } from '../../model/resource.ts'
import type { Documents } from '../../read/documents.ts'
import { accumulate, accumulateEntries } from './accumulate.ts'
import { type Accumulated, NOTHING } from './accumulated.ts'
import { annotationKeyProblems, buildMetadataOf, finished } from './build-metadata.ts'
import type { BuildOptions, Context } from './context.ts'
import { createFindings } from './findings.ts'
import { currentId } from './identity.ts'
import {
  checkedKustomization,
  type Kustomization,
  KUSTOMIZATION_FILES,
  readKustomization,
  reportSeveral,
} from './kustomization-file.ts'
import { type BuildState, type Level, levelContext, type OpenApi } from './level.ts'
import { remembered } from './memory.ts'
import { hashTransformer } from './name-hash.ts'
import { fixNameReferences } from './name-references.ts'
import type { KustomizeObject } from './object.ts'
import { createOpenApi } from './openapi.ts'
import { ordered } from './order.ts'
import { inAllPlaces } from './shared-values.ts'
import { substituteVariables } from './substitute-variables.ts'

/** One directory, built. With problems, `objects` are what could be built all the same. */
export interface KustomizeBuild {
  readonly objects: readonly KustomizeObject[]
  readonly problems: readonly BuildProblem[]
  readonly gaps: readonly BuildGap[]
  readonly aims: readonly PatchAim[]
  /** Every file that the build read and every directory that it went into. */
  readonly used: ReadonlySet<RepoPath>
}

/**
 * Builds a kustomization as kustomize 5.8.1 does (kustomize.md, 1.5), in process and without a network. A mistake is
 * reported where it stands, and the build goes on without what is wrong.
 */
export function buildKustomization(
  documents: Documents,
  directory: RepoPath,
  options: BuildOptions,
): KustomizeBuild {
  const findings = createFindings()
  const openApi = createOpenApi(options)
  const context: Context = { documents, options, schema: openApi.current, ...findings.take }
  const objects = rootObjects(directory, context, openApi)
  const { used } = findings
  return { objects, problems: findings.problems(), gaps: findings.gaps(), aims: findings.aims(), used }
}

/** The objects as all other rooms know them. */
export function toResources(objects: readonly KustomizeObject[]): Resource[] {
  return objects.map(object => ({ id: currentId(object), node: object.node, trail: object.trail }))
}

function rootObjects(directory: RepoPath, context: Context, openApi: OpenApi): readonly KustomizeObject[] {
  if (context.documents.repository.kindOf(directory) !== 'directory') {
    const message = `The directory \`${directory || '.'}\` does not exist.`
    context.report({ code: 'missing-path', at: startOf({ path: directory, text: '' }), message })
    return []
  }
  const state = createState(context, openApi)
  const level = rootLevel(context.documents.repository.realPath?.(directory) ?? directory, state)
  context.uses(level.directory)
  const kustomization = rootKustomization(level)
  if (kustomization === undefined) return []
  openApi.take(kustomization.node, level)
  const tracksOrigin = itemsAt(kustomization.node, 'buildMetadata').length > 0
  return builtObjects(kustomization, { ...level, state: { ...state, tracksOrigin } })
}

function createState(context: Context, openApi: OpenApi): BuildState {
  let serial = 0
  return {
    context,
    openApi,
    tracksOrigin: false,
    nextSerial: () => serial++,
    gather: (entries, level) => accumulateEntries(entries, level, NOTHING).objects,
  }
}

function rootLevel(directory: RepoPath, state: BuildState): Level {
  const completeness = { isIncomplete: false, parent: undefined }
  return {
    context: levelContext(state.context, completeness, undefined),
    state,
    directory,
    visited: [directory],
    trail: undefined,
    way: '',
    completeness,
  }
}

function rootKustomization(level: Level): Kustomization | undefined {
  const { documents, options } = level.context
  if (options.kustomization === undefined) return readKustomization(level, undefined)
  reportSeveral(level)
  const present = KUSTOMIZATION_FILES.find(name => {
    const path = joinPath(level.directory, name)
    const isFile = path !== undefined && documents.repository.kindOf(path) === 'file'
    if (isFile) level.context.uses(path)
    return isFile
  })
  return checkedKustomization(options.kustomization, present ?? KUSTOMIZATION_FILES[0], level)
}

/** The whole build: what only the root does comes after everything else (kustomize.md, 1.5, 9–12). */
function builtObjects(kustomization: Kustomization, level: Level): readonly KustomizeObject[] {
  const { node } = kustomization
  const build = (at: Level): Accumulated => accumulate(kustomization, at, NOTHING)
  const isOwn = level.context.options.kustomization === undefined
  const { objects: gathered, configuration, variables } = isOwn ? remembered(level, build) : build(level)
  const hashed = hashTransformer(gathered)
  const referring = fixNameReferences(hashed, configuration.nameReference, level.context)
  const values = { variables, specs: configuration.varReference }
  const resolved = inAllPlaces(current => substituteVariables(current, values, level.context))(referring)
  const kept = resolved.filter(object => !isLocal(object))
  const metadata = buildMetadataOf(itemsAt(node, 'buildMetadata'))
  const objects = ordered(kept, node, level.context).map(object => finished(object, metadata))
  for (const object of objects) {
    for (const problem of annotationKeyProblems(object)) level.context.report(problem)
  }
  return objects
}

/** An object that kustomize reads and does not print. */
function isLocal({ node }: KustomizeObject): boolean {
  const annotations = mapAt(mapAt(node, 'metadata'), 'annotations')
  const mark = scalarAt(annotations, 'config.kubernetes.io/local-config')
  return mark !== undefined && mark.text !== 'false'
}
