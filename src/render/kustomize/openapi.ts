import { mapAt, scalarAt } from '../../lib/node.ts'
import type { Mapping, Scalar } from '../../model/node.ts'
import type { Level, OpenApi } from './level.ts'
import { parsedFile } from './load.ts'
import { BUILT_IN_SCHEMA, joinSchemas, type MergeSchema, openApiSchema } from './patch/merge-schema.ts'

const BUILT_IN_VERSION = 'v1.21.2'

export function createOpenApi(): OpenApi {
  let chosen: MergeSchema | undefined
  return {
    current: () => chosen ?? BUILT_IN_SCHEMA,
    take: (kustomization, level) => {
      chosen ??= schemaOf(kustomization, level)
    },
  }
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

/** What kustomize knows of its own kinds stays known. */
function customSchema(path: Scalar, level: Level): MergeSchema | undefined {
  const root = parsedFile(path, 'sigs', level)?.documents.find(document => document.root !== undefined)?.root
  return root?.kind === 'map' ? joinSchemas([openApiSchema(root), BUILT_IN_SCHEMA]) : undefined
}
