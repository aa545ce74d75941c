// Renders kustomization directories of fleets in one process, as a user of the library would:
//   node bench/render-all.mjs FLEET:DIRECTORY,DIRECTORY… …
// Prints how many, and the processor time of the main thread in milliseconds where the system tells it.
import { existsSync, readFileSync } from 'node:fs'
import { renderer } from '../dist/index.js'

let broken = 0
let count = 0
let objects = 0
for (const fleet of process.argv.slice(2)) {
  const colon = fleet.lastIndexOf(':')
  const render = renderer(fleet.slice(0, colon), { restriction: 'none', order: 'legacy' })
  for (const directory of fleet.slice(colon + 1).split(',')) {
    const rendered = render(directory)
    count++
    if (rendered.problems.length > 0 || rendered.gaps.length > 0) broken++
    else objects += rendered.text.length > 0 ? rendered.objects.length : 0
  }
}
const counts = `${String(count)} directories, ${String(broken)} do not build, ${String(objects)} objects`
process.stdout.write(`${counts}, ${mainThread()}\n`)

/** Linux counts the nanoseconds that a thread had a processor for: on a busy machine the number that can be compared. */
function mainThread() {
  const file = `/proc/self/task/${String(process.pid)}/schedstat`
  const time = existsSync(file) ? Number(readFileSync(file, 'utf8').split(' ')[0]) / 1e6 : NaN
  return `${time.toFixed(0)} ms of the main thread`
}
