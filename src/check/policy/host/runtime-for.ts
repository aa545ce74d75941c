import type { Host } from './host.ts'
import { PolicyRuntime } from './runtime.ts'

/**
 * Who wrote a policy decides which host it runs in.
 *
 * `ours` are the policies of the committed bundle. They run in OPA's package for npm, because `policy build` refuses them
 * where they call a builtin that is left to the host, which is all in which hosts can differ.
 *
 * What a `fleet` brings may call anything with anything: constraint templates, the bundle's among them, whose parameters
 * the fleet writes, and the Rego that `policy test` is given. It runs in our host, which has every builtin as OPA's Go.
 */
export type Author = 'ours' | 'fleet'

type HostClass = new (module: WebAssembly.Module) => Host

const HOSTS = {
  ours: async () => (await import('./package-host.ts')).PackageHost,
  fleet: async () => (await import('./exact-host.ts')).ExactHost,
} as const satisfies Record<Author, () => Promise<HostClass>>

/** The one place where a host is chosen; the other is not even loaded. */
export async function runtimeFor(author: Author, module: WebAssembly.Module): Promise<PolicyRuntime> {
  const Host = await HOSTS[author]()
  return new PolicyRuntime(() => new Host(module))
}
