// Renders every kustomization directory below a fleet that can be built, in one process: node bench/render-all.mjs FLEET
import { readdirSync } from 'node:fs'
import { join, relative } from 'node:path'
import { renderDirectory } from '../dist/commands/render-directory.js'
import { Documents } from '../dist/read/documents.js'
import { openRepository } from '../dist/read/repository.js'

const [fleet = '.', list = ''] = process.argv.slice(2)
const repository = openRepository(fleet, 'disk')
const directories = list === '' ? kustomizations(fleet) : list.split(',')
const documents = new Documents(repository)
let objects = 0
for (const directory of directories) {
  const rendered = renderDirectory(documents, directory, { restriction: 'none', order: 'legacy' })
  if (rendered.problems.length === 0 && rendered.gaps.length === 0)
    objects += rendered.text.length > 0 ? rendered.objects.length : 0
}
process.stdout.write(`${String(directories.length)} directories, ${String(objects)} objects\n`)

function kustomizations(root) {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && /^(kustomization\.ya?ml|Kustomization)$/.test(entry.name))
    .map(entry => relative(root, join(entry.parentPath)))
    .sort()
}
