import type { Builtin } from './builtin.ts'
import { ENCODINGS } from './encodings.ts'
import { OBJECTS } from './objects.ts'
import { PATTERNS } from './patterns.ts'
import { SPRINTF } from './sprintf.ts'
import { TEXTS } from './texts.ts'
import { TIMES } from './times.ts'
import { UNITS } from './units.ts'
import { VERSIONS } from './versions.ts'
import { YAML } from './yaml.ts'

/**
 * The builtins that OPA's WebAssembly leaves to its host and fleetlint has. None reaches out of the evaluation: a
 * policy that calls `http.send`, `opa.runtime`, `time.now_ns` or `rand.intn` is one that is not evaluated.
 */
export const BUILTINS: ReadonlyMap<string, Builtin> = new Map([
  ...SPRINTF,
  ...TEXTS,
  ...PATTERNS,
  ...UNITS,
  ...VERSIONS,
  ...TIMES,
  ...ENCODINGS,
  ...OBJECTS,
  ...YAML,
])
