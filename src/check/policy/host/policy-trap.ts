/** What the runtime of OPA says when its memory cannot grow. */
const OUT_OF_MEMORY = 'opa_malloc: failed'

/** A policy that stopped by itself, as two rules that contradict each other do, or was stopped. */
export class PolicyTrap extends Error {
  override readonly name = 'PolicyTrap'
  /** Whether it was stopped because it takes too much: what would only waste time on the next object too. */
  readonly isBound: boolean

  constructor(message: string, isBound = false) {
    super(message)
    this.isBound = isBound
  }
}

/** The module called `opa_abort` with this reason. */
export function abortOf(reason: string): PolicyTrap {
  if (reason === OUT_OF_MEMORY) return new PolicyTrap('It takes more memory than is allowed.', true)
  return new PolicyTrap(`It stops: ${reason}.`)
}

/** The module was not asked for this entry point when it was compiled. */
export function noEntryPoint(entry: string): PolicyTrap {
  return new PolicyTrap(`There is no entry point \`${entry}\`.`)
}
