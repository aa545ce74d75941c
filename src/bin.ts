#!/usr/bin/env node
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
  const [{ main }, { createHost }] = await Promise.all([import('./cli/main.ts'), import('./read/host.ts')])
  const host = createHost({
    cwd: process.cwd(),
    env: process.env,
    terminal: { isTty: process.stdout.isTTY, width: process.stdout.columns },
    stdout: text => process.stdout.write(text),
    stderr: text => process.stderr.write(text),
  })
  process.exitCode = await main(args, host)
}
