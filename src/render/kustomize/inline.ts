import type { ParsedFile, Typing } from '../../model/document.ts'
import type { Scalar } from '../../model/node.ts'
import { parseYaml } from '../../read/yaml/parse.ts'

/** YAML that is written in a text value. */
export function inlineFile({ file, text }: Scalar, typing: Typing): ParsedFile {
  return parseYaml({ path: file.path, text }, typing)
}
