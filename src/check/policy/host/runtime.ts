import type { Host } from './host.ts'
import { PolicyTrap } from './policy-trap.ts'

/**
 * Evaluates compiled Rego in whatever host. After a trap it starts a new one, so that nothing of one evaluation is left
 * for the next.
 */
export class PolicyRuntime {
  private readonly start: () => Host
  private host: Host | undefined
  private data = '{}'
  /** What the host has of it. */
  private loaded: string | undefined

  constructor(start: () => Host) {
    this.start = start
  }

  /** Names of the builtins that the module asks its host for and does not get, or not as OPA has them. */
  missingBuiltins(): readonly string[] {
    return this.running().missing
  }

  /** What policies see as `data` from the next evaluation on, as JSON text. */
  setData(data: string): void {
    if (data !== this.data) this.data = data
  }

  /**
   * The result of an entry point as parsed JSON; undefined where it is not defined. `input` is JSON text.
   * @throws PolicyTrap
   */
  evaluate(entry: string, input: string | undefined): unknown {
    try {
      return resultOf(this.supplied().evaluate(entry, input))
    } catch (error) {
      const isOutOfFuel = this.host?.isOutOfFuel() ?? false
      this.host = undefined
      if (error instanceof PolicyTrap) throw error
      throw new PolicyTrap(isOutOfFuel ? 'It takes more steps than are allowed.' : reasonOf(error), true)
    }
  }

  private supplied(): Host {
    const host = this.running()
    if (this.loaded !== this.data) host.setData(this.data)
    this.loaded = this.data
    return host
  }

  private running(): Host {
    if (this.host !== undefined) return this.host
    this.loaded = undefined
    return (this.host = this.start())
  }
}

function resultOf(results: unknown): unknown {
  const first: unknown = Array.isArray(results) ? results[0] : undefined
  return typeof first === 'object' && first !== null && 'result' in first ? first.result : undefined
}

function reasonOf(error: unknown): string {
  if (error instanceof RangeError) return 'It recurses too deeply.'
  return error instanceof Error ? `It traps: ${error.message}.` : 'It traps.'
}
