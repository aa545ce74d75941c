import { posix } from 'node:path'
import { itemsAt, valueAt } from '../../lib/node.ts'
import { isWithin, joinPath } from '../../lib/path.ts'
import type { RepoPath } from '../../model/location.ts'
import type { Mapping, Scalar } from '../../model/node.ts'
import { type Accumulated, NOTHING } from './accumulated.ts'
import { append, type Collection, collectionOf } from './collect.ts'
import { mergeConfigurations } from './configuration.ts'
import { configurationOf, reportConflict } from './configuration-file.ts'
import { crdConfiguration } from './crds.ts'
import { generate } from './generate.ts'
import { type Kustomization, readKustomization } from './kustomization-file.ts'
import { type Level, levelContext, markIncomplete } from './level.ts'
import { isOutside, reportMissing, reportOutside, reportRemote, reportSyntax } from './load.ts'
import { remembered } from './memory.ts'
import type { KustomizeObject } from './object.ts'
import { isRemoteDirectory, isRemoteFile } from './remote.ts'
import { objectsOf } from './resource-file.ts'
import { transform, validate } from './transform.ts'
import { declareVariables, mergeVariables } from './variables.ts'

/**
 * One kustomization from its resources to its validators, without what happens only at the root. `start` is what the
 * parent has gathered where this is a component, else nothing (kustomize.md, 1.5).
 */
export function accumulate(kustomization: Kustomization, level: Level, start: Accumulated): Accumulated {
  const { node } = kustomization
  const resources = accumulateEntries(scalarsAt(node, 'resources'), level, start)
  const configured = withConfiguration(resources, node, level)
  const generated = { ...configured, objects: generate(configured.objects, kustomization, level) }
  let gathered: Accumulated = generated
  for (const entry of scalarsAt(node, 'components')) gathered = accumulateComponent(entry, level, gathered)
  const objects = transform(gathered, kustomization, level)
  validate(objects, kustomization, level)
  const variables = declareVariables(itemsAt(node, 'vars'), { objects, variables: gathered.variables }, level)
  return { ...gathered, objects, variables }
}

/** Files and directories in order, each appended to what is there. */
export function accumulateEntries(entries: readonly Scalar[], level: Level, start: Accumulated): Accumulated {
  const collection = collectionOf(start.objects)
  let { configuration, variables } = start
  for (const entry of entries) {
    const found = target(entry, level)
    if (found?.kind === 'file') {
      append(collection, fileObjects(entry, found.path, level), { level, at: entry })
    } else if (found !== undefined) {
      const inner = accumulateDirectory(entry, found.path, level)
      if (inner === undefined) continue
      append(collection, inner.objects, { level, at: entry })
      configuration = mergeConfigurations(configuration, inner.configuration, spec => {
        reportConflict(entry, spec, level)
      })
      variables = mergeVariables(variables, inner.variables, level)
    }
  }
  return { objects: collection.objects, configuration, variables }
}

function withConfiguration(start: Accumulated, node: Mapping, level: Level): Accumulated {
  const parts = [
    configurationOf(scalarsAt(node, 'configurations'), level),
    crdConfiguration(scalarsAt(node, 'crds'), level),
  ]
  let { configuration } = start
  for (const part of parts) {
    configuration = mergeConfigurations(configuration, part, ({ path }) => {
      const at = valueAt(node, 'configurations') ?? valueAt(node, 'crds') ?? node
      const message = `The field spec \`${path}\` contradicts another one: only one of them makes the field.`
      level.context.report({ code: 'invalid-field', at, message })
    })
  }
  return { ...start, configuration }
}

interface EntryTarget {
  readonly kind: 'file' | 'directory'
  readonly path: RepoPath
}

/** What an entry of `resources` means: a file where there is one, else a directory or something remote. */
function target(entry: Scalar, level: Level): EntryTarget | undefined {
  const found = presentTarget(entry, level)
  if (found === undefined) markIncomplete(level)
  return found
}

function presentTarget(entry: Scalar, level: Level): EntryTarget | undefined {
  const path = entry.text
  const found = standing(path, level)
  if (isRemoteFile(path) || (found?.kind !== 'file' && isRemoteDirectory(path))) {
    reportRemote(entry, path, level)
    return undefined
  }
  if (found === undefined || path === '') reportMissing(entry, path, level)
  else if (found.kind === 'file') return insideOnly(found, entry, level)
  else if (path.startsWith('/')) reportAbsolute(entry, level)
  else return found
  return undefined
}

function insideOnly(found: EntryTarget, entry: Scalar, level: Level): EntryTarget | undefined {
  if (!isOutside(found.path, level)) return found
  reportOutside(entry, entry.text, level)
  return undefined
}

function standing(path: string, { context, directory }: Level): EntryTarget | undefined {
  const found = joinPath(directory, path)
  const kind = found === undefined ? undefined : context.documents.repository.kindOf(found)
  return found === undefined || kind === undefined ? undefined : { kind, path: found }
}

function reportAbsolute(entry: Scalar, { context }: Level): void {
  const message = `The path \`${entry.text}\` of a directory is absolute.`
  context.report({ code: 'invalid-field', at: entry, message })
}

function fileObjects(entry: Scalar, path: RepoPath, level: Level): readonly KustomizeObject[] {
  const { context, state, trail, way } = level
  context.uses(path)
  const parsed = context.documents.parse(path, 'resource')
  if (parsed === undefined) return []
  reportSyntax(parsed, level)
  const objects = objectsOf(parsed, level, { at: entry, parent: trail })
  state.openApi.sees(objects)
  if (!state.tracksOrigin) return objects
  const madeBy = { path: posix.join(way, entry.text) }
  return objects.map(object => ({ ...object, madeBy }))
}

function accumulateDirectory(entry: Scalar, path: RepoPath, level: Level): Accumulated | undefined {
  const inner = enter({ entry, path, isComponent: false }, level)
  return inner && remembered(inner.level, level => accumulate(inner.kustomization, level, NOTHING))
}

function accumulateComponent(entry: Scalar, level: Level, start: Accumulated): Accumulated {
  const path = componentPath(entry, level)
  const inner = path === undefined ? undefined : enter({ entry, path, isComponent: true }, level)
  if (inner === undefined) {
    markIncomplete(level)
    return start
  }
  const result = accumulate(inner.kustomization, inner.level, start)
  const collection: Collection = collectionOf([])
  append(collection, result.objects, { level, at: entry })
  return { ...result, objects: collection.objects }
}

function componentPath(entry: Scalar, level: Level): RepoPath | undefined {
  const path = entry.text
  if (isRemoteDirectory(path)) {
    reportRemote(entry, path, level)
    return undefined
  }
  const found = standing(path, level)
  if (found === undefined) reportMissing(entry, path, level)
  else if (path.startsWith('/')) reportAbsolute(entry, level)
  else if (found.kind === 'directory') return found.path
  else {
    const message = `\`${path}\` is a file; a component is a directory.`
    level.context.report({ code: 'invalid-field', at: entry, message })
  }
  return undefined
}

interface Inner {
  readonly kustomization: Kustomization
  readonly level: Level
}

interface Door {
  readonly entry: Scalar
  readonly path: RepoPath
  readonly isComponent: boolean
}

/** The kustomization of a directory, if it is of the kind that is asked for. */
function enter({ entry, path, isComponent }: Door, outer: Level): Inner | undefined {
  const inner = innerLevel({ entry, path, isComponent }, outer)
  inner?.context.uses(inner.directory)
  const kustomization = inner && readKustomization(inner, entry)
  if (inner === undefined || kustomization === undefined) {
    markIncomplete(outer)
    return undefined
  }
  inner.state.openApi.take(kustomization.node, inner)
  if (kustomization.isComponent === isComponent) return { kustomization, level: inner }
  const message = isComponent
    ? `\`${entry.text}\` is no component: its \`kind\` is not \`Component\`.`
    : `\`${entry.text}\` is a component and belongs under \`components\`.`
  outer.context.report({ code: 'invalid-field', at: entry, message })
  markIncomplete(outer)
  return undefined
}

/** A component shares the completeness of the kustomization that uses it, as it shares its objects. */
function innerLevel({ entry, path, isComponent }: Door, outer: Level): Level | undefined {
  const directory = outer.context.documents.repository.realPath?.(path) ?? path
  if (outer.visited.some(visited => isWithin(visited, directory))) {
    const message = `\`${entry.text}\` leads back to a kustomization that is being built.`
    outer.context.report({ code: 'cycle', at: entry, message })
    return undefined
  }
  const trail = { at: entry, parent: outer.trail }
  const completeness = isComponent ? outer.completeness : { isIncomplete: false, parent: outer.completeness }
  return {
    context: levelContext(outer.state.context, completeness, trail),
    state: outer.state,
    directory,
    visited: [...outer.visited, directory],
    trail,
    way: posix.join(outer.way, entry.text),
    completeness,
  }
}

function scalarsAt(node: Mapping, field: string): readonly Scalar[] {
  return itemsAt(node, field).filter(item => item.kind === 'scalar')
}
