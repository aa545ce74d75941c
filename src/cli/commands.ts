import type { Command } from '../model/command.ts'

/** Loaded when named: start-up pays for one command, not for all. */
const COMMANDS: ReadonlyMap<string, () => Promise<Command>> = new Map([
  ['check', async () => (await import('../commands/check.ts')).check],
  ['render', async () => (await import('../commands/render.ts')).render],
  ['diff', async () => (await import('../commands/diff.ts')).diff],
  ['graph', async () => (await import('../commands/graph.ts')).graph],
  ['versions', async () => (await import('../commands/versions.ts')).versions],
  ['exemptions', async () => (await import('../commands/exemptions.ts')).exemptions],
  ['policy', async () => (await import('../commands/policy.ts')).policy],
  ['schema', async () => (await import('../commands/schema.ts')).schema],
  ['explain', async () => (await import('../commands/explain.ts')).explain],
])

export const commandNames: readonly string[] = [...COMMANDS.keys()]

export async function loadCommand(name: string): Promise<Command | undefined> {
  return COMMANDS.get(name)?.()
}
