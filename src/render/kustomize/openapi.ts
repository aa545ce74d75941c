import { mapAt, scalarAt, textAt } from '../../lib/node.ts'
import type { Mapping, Scalar } from '../../model/node.ts'
import type { BuildOptions } from './context.ts'
import type { Level, OpenApi } from './level.ts'
import { parsedFile } from './load.ts'
import type { KustomizeObject } from './object.ts'
import { BUILT_IN_SCHEMA, joinSchemas, type MergeSchema, openApiSchema } from './patch/merge-schema.ts'

const BUILT_IN_VERSION = 'v1.21.2'

/**
 * A schema in a file takes the place of the built-in one, unless that was asked for before: by Flux always, else by an
 * object of a kind that kustomize does not know.
 */
export function createOpenApi({ restriction, order }: BuildOptions): OpenApi {
  let chosen: MergeSchema | undefined
  let keepsBuiltIn = restriction === 'none' && order === 'none'
  return {
    current: () => chosen ?? BUILT_IN_SCHEMA,
    sees: objects => {
      keepsBuiltIn ||= chosen === undefined && objects.some(isOfUnknownKind)
    },
    take: (kustomization, level) => {
      if (chosen !== undefined) return
      const custom = schemaOf(kustomization, level)
      chosen = custom === undefined || !keepsBuiltIn ? custom : joinSchemas([custom, BUILT_IN_SCHEMA])
    },
  }
}

function isOfUnknownKind({ node }: KustomizeObject): boolean {
  return BUILT_IN_SCHEMA.typeOf(textAt(node, 'apiVersion') ?? '', textAt(node, 'kind') ?? '') === undefined
}

function schemaOf(kustomization: Mapping, level: Level): MergeSchema | undefined {
  const field = mapAt(kustomization, 'openapi')
  const path = scalarAt(field, 'path')
  const version = scalarAt(field, 'version')
  if (path === undefined) return version === undefined ? undefined : builtIn(version, level)
  const custom = customSchema(path, level)
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

function customSchema(path: Scalar, level: Level): MergeSchema | undefined {
  const root = parsedFile(path, 'sigs', level)?.documents.find(document => document.root !== undefined)?.root
  return root?.kind === 'map' ? openApiSchema(root) : undefined
}
