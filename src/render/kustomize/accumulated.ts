import { type Configuration, EMPTY_CONFIGURATION } from './configuration.ts'
import type { KustomizeObject } from './object.ts'
import { NO_VARIABLES, type Variables } from './variables.ts'

/** What a kustomization has gathered so far. */
export interface Accumulated {
  readonly objects: readonly KustomizeObject[]
  readonly configuration: Configuration
  readonly variables: Variables
}

export const NOTHING: Accumulated = {
  objects: [],
  configuration: EMPTY_CONFIGURATION,
  variables: NO_VARIABLES,
}
