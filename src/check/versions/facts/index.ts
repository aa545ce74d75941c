import type { Fact } from './fact.ts'
import { charts } from './charts.ts'
import { clusterApi } from './cluster-api.ts'
import { flux } from './flux.ts'
import { sources } from './sources.ts'

/** Every way to read a version off a cluster. */
export const facts: readonly Fact[] = [charts, clusterApi, flux, sources]
