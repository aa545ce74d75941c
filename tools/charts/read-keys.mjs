// Prints the options that a chart's templates read and its schema does not have, with the files that read them: what
// belongs into the `keys` of its source, but for those that the chart refuses itself.
//
//   node tools/charts/read-keys.mjs schemas/charts/podinfo/6.9.4.json FOLDER
//
// FOLDER holds the unpacked chart.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { argv, stdout } from 'node:process'

const [, , file = '', folder = ''] = argv
const schema = JSON.parse(readFileSync(file, 'utf8'))
const READ = /\.Values((?:\.[A-Za-z_]\w*)+)/g

const unknown = new Map()
for (const name of readdirSync(join(folder, 'templates'), { recursive: true, encoding: 'utf8' }).sort()) {
  if (!/\.(?:yaml|tpl|txt)$/.test(name)) continue
  for (const [, path = ''] of readFileSync(join(folder, 'templates', name), 'utf8').matchAll(READ)) {
    if (path === '.AsMap' || takes(schema, path.slice(1).split('.'))) continue
    unknown.set(path.slice(1), new Set([...(unknown.get(path.slice(1)) ?? []), name]))
  }
}
for (const [path, names] of [...unknown].sort()) stdout.write(`${path}  ${[...names].join(' ')}\n`)

function takes(part, [key, ...rest]) {
  if (key === undefined || part === true) return true
  const { $ref, properties, additionalProperties } = part
  if ($ref !== undefined)
    return takes(schema.definitions[$ref.slice($ref.lastIndexOf('/') + 1)], [key, ...rest])
  if (properties?.[key] !== undefined) return takes(properties[key], rest)
  return additionalProperties !== false
}
