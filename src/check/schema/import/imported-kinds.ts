import type { SourceFile } from '../../../model/location.ts'
import { parseYaml } from '../../../read/yaml/parse.ts'
import { plainValue } from '../plain-value.ts'
import { importCrd } from './crd.ts'
import type { ImportedKind } from './imported-kind.ts'
import { importOpenApi } from './openapi.ts'
import { listIn } from './plain.ts'

/** Every kind that a file describes: CustomResourceDefinitions, alone or in a List, or an OpenAPI document. */
export function importedKinds(file: SourceFile): readonly ImportedKind[] {
  return documentsIn(file).flatMap(document =>
    [document, ...listIn(document, 'items')].flatMap(value => [...importCrd(value), ...importOpenApi(value)]),
  )
}

/** A large OpenAPI document is read as what it is: JSON. */
function documentsIn(file: SourceFile): readonly unknown[] {
  if (file.text.trimStart().startsWith('{')) {
    try {
      return [JSON.parse(file.text)]
    } catch {
      return []
    }
  }
  return parseYaml(file, 'sigs').documents.flatMap(({ root }) =>
    root === undefined ? [] : [plainValue(root, true)],
  )
}
