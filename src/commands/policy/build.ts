import { buildBundle, type BuiltBundle, type BundleMistake } from '../../check/policy/own/build-bundle.ts'
import { isTemplate, readTemplate, type Template } from '../../check/policy/gatekeeper/template.ts'
import { scopesOf } from '../../check/policy/scope.ts'
import { locate } from '../../lib/locate.ts'
import type { ExitCode } from '../../model/command.ts'
import type { Fleet } from '../../model/fleet.ts'
import type { Host } from '../../model/host.ts'
import { repoPath } from '../../model/location.ts'
import type { Repository } from '../../model/repository.ts'
import { UsageError } from '../../model/usage-error.ts'
import { Documents } from '../../read/documents.ts'
import { counted } from '../../report/closing.ts'
import type { Arguments } from '../arguments.ts'
import { loadFleet } from '../load.ts'
import { filesBelow, isRego, isRegoTest, sourcesOf } from './policy-sources.ts'

const POLICIES = repoPath('policies')
const WASM = 'policies/bundle.wasm'
const INDEX = 'policies/bundle.json'

/** `policy build [PATH]`: compiles `policies/` and the fleet's templates to the bundle that is committed. */
export async function buildPolicies(
  operands: readonly string[],
  args: Arguments,
  host: Host,
): Promise<ExitCode> {
  if (operands.length > 1) throw new UsageError('`policy build` takes one PATH.')
  const { fleet } = await loadFleet(operands[0], host)
  const root = operands[0] ?? host.workTree(host.cwd) ?? host.cwd
  const { repository } = fleet
  const paths = filesBelow(repository, POLICIES).filter(path => isRego(path) && !isRegoTest(path))
  if (paths.length === 0) throw new UsageError('There is no Rego in `policies/`.')
  const policies = sourcesOf(new Documents(repository), paths)
  const built = await buildBundle({ policies, templates: templatesOf(fleet) })
  if (!('wasm' in built)) return refused(built, host)
  return args.isSet('check') ? checked(built, repository, host) : written(built, root, host)
}

function templatesOf(fleet: Fleet): readonly Template[] {
  const objects = scopesOf(fleet).flatMap(scope => scope.objects)
  return objects.flatMap(({ resource }) => {
    const reading = isTemplate(resource) ? readTemplate(resource) : undefined
    return reading?.result === 'template' ? [reading.template] : []
  })
}

function refused(mistakes: readonly BundleMistake[], host: Host): ExitCode {
  for (const { at, message } of mistakes) {
    const { line, column } = locate(at)
    host.stderr(`${at.file.path}:${String(line)}:${String(column)} ${message}\n`)
  }
  return 1
}

function checked({ wasm, index }: BuiltBundle, repository: Repository, host: Host): ExitCode {
  const isFresh = isSame(repository, WASM, wasm) && isSame(repository, INDEX, Buffer.from(index))
  host.stdout(
    isFresh
      ? 'The bundle is what the policies compile to.\n'
      : `The bundle is stale: \`${WASM}\` or \`${INDEX}\` is not what the policies compile to. Run \`fleetlint policy build\`.\n`,
  )
  return isFresh ? 0 : 1
}

function isSame(repository: Repository, path: string, bytes: Uint8Array): boolean {
  const found = repository.read(repoPath(path))
  return found.kind === 'bytes' && Buffer.from(found.bytes).equals(bytes)
}

function written({ wasm, index, policies, templates }: BuiltBundle, root: string, host: Host): ExitCode {
  host.write(`${root}/${WASM}`, wasm)
  host.write(`${root}/${INDEX}`, index)
  const what = `${counted(policies, 'policy', 'policies')} and ${counted(templates, 'template')}`
  host.stdout(`Built ${what} to \`${WASM}\`.\n`)
  return 0
}
