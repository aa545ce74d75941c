import semver from 'semver'
import type { Cluster, Fleet } from '../../model/fleet.ts'
import type { Scalar } from '../../model/node.ts'
import type { Pin } from './facts/fact.ts'
import { type Component, type Environment, environmentOfCluster, matrixOf } from './matrix.ts'
import { exactVersion, isExact, isSameVersion, pinsOf } from './pins.ts'
import { isAllowed } from './range.ts'

/** `unknown`: it holds a variable that nobody here can give a value to. */
export type Verdict = 'not in the matrix' | 'not pinned' | 'not the pin' | 'ok' | 'out of range' | 'unknown'

/** What a cluster asks for, held against the matrix; without one, `component` and `environment` are missing. */
export interface Judged {
  readonly cluster: Cluster
  readonly pin: Pin
  readonly component: Component | undefined
  readonly environment: Environment | undefined
  /** The version of its environment. */
  readonly wanted: Scalar | undefined
  readonly verdict: Verdict
}

/** Every version that a cluster asks for, in order of its objects. */
export function judgedPins(fleet: Fleet, cluster: Cluster): readonly Judged[] {
  const matrix = matrixOf(fleet)
  const environment = matrix && environmentOfCluster(matrix, cluster)
  return pinsOf(cluster).map(pin => {
    const component = matrix?.components.get(pin.component)
    const wanted = environment?.pins.get(pin.component)
    return { cluster, pin, component, environment, wanted, verdict: verdictOf(pin, component, wanted) }
  })
}

function verdictOf(pin: Pin, component: Component | undefined, wanted: Scalar | undefined): Verdict {
  if (pin.version.includes('${')) return 'unknown'
  if (pin.means === undefined && !isExact(pin.version)) return 'not pinned'
  if (component !== undefined && !isAllowed(component, pin)) return 'out of range'
  if (wanted !== undefined && !isWanted(pin, wanted.text)) return 'not the pin'
  return component === undefined ? 'not in the matrix' : 'ok'
}

/** A digest does not say which version it is of, so nothing speaks against it. */
function isWanted({ version, means }: Pin, wanted: string): boolean {
  if (means === 'release-line') {
    const exact = exactVersion(wanted)
    return exact === undefined || semver.satisfies(exact, version, { includePrerelease: true })
  }
  return version.startsWith('sha256:') || isSameVersion(version, wanted)
}
