import { mapAt, scalarAt, textAt } from '../../lib/node.ts'
import type { Mapping, Scalar } from '../../model/node.ts'
import type { BuildOptions } from './context.ts'
import type { Level, OpenApi } from './level.ts'
import { parsedFile } from './load.ts'
import type { KustomizeObject } from './object.ts'
import { BUILT_IN_SCHEMA, type MergeSchema } from './patch/merge-schema.ts'
import { type BuiltIn, openApiSchema } from './patch/openapi-schema.ts'

const BUILT_IN_VERSION = 'v1.21.2'

/**
 * A schema in a file takes the place of the built-in one. The built-in one stays below it where that was in use before,
 * by Flux always, and above it where it was only asked for an object of a kind that kustomize does not know.
 */
export function createOpenApi({ restriction, order }: BuildOptions): OpenApi {
  let chosen: MergeSchema | undefined
  let builtIn: BuiltIn = restriction === 'none' && order === 'none' ? 'last' : 'absent'
  return {
    current: () => {
      if (chosen === undefined) builtIn = 'last'
      return chosen ?? BUILT_IN_SCHEMA
    },
    isCustom: () => chosen !== undefined,
    sees: objects => {
      if (builtIn === 'absent' && chosen === undefined && objects.some(isOfUnknownKind)) builtIn = 'first'
    },
    take: (kustomization, level) => {
      chosen ??= schemaOf(kustomization, level, builtIn)
    },
  }
}

function isOfUnknownKind({ node }: KustomizeObject): boolean {
  return BUILT_IN_SCHEMA.typeOf(textAt(node, 'apiVersion') ?? '', textAt(node, 'kind') ?? '') === undefined
}

function schemaOf(kustomization: Mapping, level: Level, kept: BuiltIn): MergeSchema | undefined {
  const field = mapAt(kustomization, 'openapi')
  const path = scalarAt(field, 'path')
  const version = scalarAt(field, 'version')
  if (path === undefined) return version === undefined ? undefined : builtIn(version, level)
  const custom = customSchema(path, level, kept)
  if (version === undefined) return custom
  const message = 'The field `openapi` has both a `path` and a `version`.'
  level.context.report({ code: 'invalid-field', at: version, message })
  return custom
}

function builtIn(version: Scalar, { context }: Level): MergeSchema {
  if (version.text !== BUILT_IN_VERSION) {
    const message = `The OpenAPI version \`${version.text}\` is not built into kustomize; \`${BUILT_IN_VERSION}\` is.`
    context.report({ code: 'invalid-field', at: version, message })
  }
  return BUILT_IN_SCHEMA
}

function customSchema(path: Scalar, level: Level, kept: BuiltIn): MergeSchema | undefined {
  const root = parsedFile(path, 'sigs', level)?.documents.find(document => document.root !== undefined)?.root
  return root?.kind === 'map' ? openApiSchema(root, kept) : undefined
}
