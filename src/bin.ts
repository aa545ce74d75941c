#!/usr/bin/env node
import module from 'node:module'
import { inlineLess } from './cli/inlining.ts'
import { packageVersion } from './read/manifest.ts'

const args = process.argv.slice(2)

// A reader that closes the pipe early (`| head`) has seen enough.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})

if (args.length === 1 && (args[0] === '--version' || args[0] === '-v')) {
  process.stdout.write(`${packageVersion()}\n`)
} else {
  inlineLess(process.versions.node)
  keepCompiled()
  const [{ main }, { createHost }, { today }] = await Promise.all([
    import('./cli/main.ts'),
    import('./read/host.ts'),
    import('./read/today.ts'),
  ])
  const host = createHost({
    cwd: process.cwd(),
    env: process.env,
    today: today(),
    terminal: terminalOf(process.stdout),
    stdout: text => process.stdout.write(text),
    stderr: text => process.stderr.write(text),
  })
  process.exitCode = await main(args, host)
}

/** Node 22.8 and later keep compiled code from run to run, outside the repository; NODE_DISABLE_COMPILE_CACHE forbids it. */
function keepCompiled(): void {
  const enable: unknown = Reflect.get(module, 'enableCompileCache')
  if (typeof enable === 'function') Reflect.apply(enable, module, [])
}

/** Where stdout is no terminal, Node knows neither of the two, whatever its types say. */
function terminalOf({ isTTY, columns }: Partial<NodeJS.WriteStream>): { isTty: boolean; width: number } {
  return { isTty: isTTY === true, width: columns ?? 80 }
}
