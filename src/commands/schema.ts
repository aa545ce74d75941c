import { catalogueFiles } from '../check/schema/import/catalogue-files.ts'
import type { ImportedKind } from '../check/schema/import/imported-kind.ts'
import { importedKinds } from '../check/schema/import/imported-kinds.ts'
import { baseName, clampPath, parentPath } from '../lib/path.ts'
import type { Command } from '../model/command.ts'
import type { Host } from '../model/host.ts'
import { repoPath } from '../model/location.ts'
import { UsageError } from '../model/usage-error.ts'
import { decodeText } from '../read/decode.ts'
import { counted } from '../report/closing.ts'
import { type Arguments, parseArguments } from './arguments.ts'

export const schema: Command = {
  name: 'schema',
  summary: 'Turns CustomResourceDefinitions and OpenAPI documents of Kubernetes into files of the catalogue.',
  operands: 'import FILE…',
  options: {
    out: { type: 'string', value: 'DIR', help: 'write one file a kind below DIR (default: print them)' },
    system: { type: 'string', value: 'NAME', help: 'whose kinds these are (default: custom)' },
    release: { type: 'string', value: 'VERSION', help: 'of which release (default: 0)' },
  },
  run(args, host) {
    const parsed = parseArguments(schema, args)
    const [action, ...files] = parsed.positionals
    if (action !== 'import') throw new UsageError('`schema` takes `import` and the files to import.')
    if (files.length === 0) throw new UsageError('`schema import` needs at least one FILE.')
    const texts = imported(
      files.flatMap(file => kindsIn(file, host)),
      parsed,
    )
    const out = parsed.text('out')
    if (out === undefined) for (const text of texts.values()) host.stdout(text)
    else writeBelow(out, texts, host)
    host.stderr(`${counted(texts.size, 'kind')} from ${counted(files.length, 'file')}.\n`)
    return Promise.resolve(0)
  },
}

function imported(kinds: readonly ImportedKind[], args: Arguments): ReadonlyMap<string, string> {
  const name = args.text('release') ?? '0'
  return catalogueFiles(args.text('system') ?? 'custom', [{ name, kinds }], { share: false })
}

/** @throws UsageError for a file that is not there or holds no schema: a catalogue with a hole looks like a whole one. */
function kindsIn(path: string, host: Host): readonly ImportedKind[] {
  const real = repoPath(host.resolve(path))
  const found = host.open(parentPath(real), 'disk').read(repoPath(baseName(real)))
  if (found.kind !== 'bytes') throw new UsageError(`\`${path}\` cannot be read.`)
  const kinds = importedKinds(decodeText(clampPath(path), found.bytes).file)
  if (kinds.length === 0)
    throw new UsageError(`\`${path}\` holds no CustomResourceDefinition and no OpenAPI document.`)
  return kinds
}

function writeBelow(out: string, texts: ReadonlyMap<string, string>, host: Host): void {
  for (const [name, text] of texts) {
    const path = `${out}/${name}`
    host.makeFolder(parentPath(repoPath(path)))
    host.write(path, text)
  }
}
