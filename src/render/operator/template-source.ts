import type { Origin } from '../../model/location.ts'
import type { Mapping, Scalar } from '../../model/node.ts'
import { placesIn } from '../../read/yaml/scalar-places.ts'
import { emitWithSpans } from '../yaml/emit.ts'
import { placeOf } from '../yaml/emitted-place.ts'

/** The text of a template, and where its parts stand in a file. */
export interface TemplateSource {
  readonly text: string
  origin(start: number, end: number): Origin
}

/** `resourcesTemplate`. */
export function embeddedTemplate(scalar: Scalar): TemplateSource {
  const { file, text } = scalar
  const places = placesIn(scalar)
  return {
    text,
    origin: (start, end) => {
      const from = places.startOf(start)
      return { file, start: from, end: Math.max(from, places.endOf(end)) }
    },
  }
}

/** An item of `resources`: the operator prints it as YAML and takes that for a template. */
export function objectTemplate(node: Mapping): TemplateSource {
  const emitted = emitWithSpans(node)
  return { text: emitted.text, origin: (start, end) => placeOf(emitted, start, end) }
}
