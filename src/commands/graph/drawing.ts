import type { Fleet } from '../../model/fleet.ts'
import type { Picture } from './picture.ts'

/** What a format draws: the chosen clusters of a fleet. */
export interface Drawing {
  readonly pictures: readonly Picture[]
  readonly fleet: Fleet
}

/** One format of `graph`, as text. */
export type Draw = (drawing: Drawing) => string
