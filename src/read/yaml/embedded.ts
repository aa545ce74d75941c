import type { ParsedFile, Typing } from '../../model/document.ts'
import type { Scalar } from '../../model/node.ts'
import { parseText } from './parse.ts'
import { placesIn } from './scalar-places.ts'

/**
 * Parses the YAML inside a scalar: an inline patch, a value of a ConfigMap. The nodes' origins are in the file that
 * the scalar stands in, to the character where its text is written there, else the scalar's own.
 */
export function parseEmbedded(scalar: Scalar, typing: Typing): ParsedFile {
  const { file, text } = scalar
  return parseText({ file, text, typing, places: placesIn(scalar) })
}
