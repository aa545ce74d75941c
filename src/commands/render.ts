import { locate } from '../lib/locate.ts'
import { parentPath, relativePath } from '../lib/path.ts'
import type { Build, BuildProblem } from '../model/build.ts'
import type { Command, ExitCode } from '../model/command.ts'
import type { Cluster } from '../model/fleet.ts'
import type { Host } from '../model/host.ts'
import type { Mapping } from '../model/node.ts'
import { shortId } from '../model/resource.ts'
import { UsageError } from '../model/usage-error.ts'
import { Documents } from '../read/documents.ts'
import { isSuspended } from '../render/flux/spec.ts'
import { type Arguments, onePath, parseArguments } from './arguments.ts'
import { emitWithOrigins } from './origin-comments.ts'
import { printed, renderDirectory } from './render-directory.ts'
import { selectCluster } from './select-cluster.ts'

export const render: Command = {
  name: 'render',
  summary:
    'Prints a kustomization directory as `kustomize build` does, or what Flux would apply to a cluster.',
  operands: '[PATH]',
  options: {
    cluster: { type: 'string', value: 'NAME', help: 'print what Flux applies to this cluster of the fleet' },
    kustomization: {
      type: 'string',
      value: 'NS/NAME',
      help: 'only what this Kustomization or ResourceSet applies',
    },
    'load-restrictor': {
      type: 'string',
      value: 'MODE',
      help: 'LoadRestrictionsRootOnly (default) or LoadRestrictionsNone',
    },
    reorder: { type: 'string', value: 'ORDER', help: 'legacy (default) or none' },
    origins: { type: 'boolean', help: 'a comment behind each value: the file and line that wrote it' },
  },
  async run(args, host) {
    const parsed = parseArguments(render, args)
    const path = onePath(render, parsed)
    const isCluster = parsed.text('cluster') !== undefined || parsed.text('kustomization') !== undefined
    return isCluster ? await renderCluster(path, parsed, host) : renderPath(path ?? '.', parsed, host)
  },
}

const RESTRICTIONS = { LoadRestrictionsRootOnly: 'rootOnly', LoadRestrictionsNone: 'none' } as const
const ORDERS = { legacy: 'legacy', none: 'none' } as const

function renderPath(path: string, args: Arguments, host: Host): ExitCode {
  const restriction = choice(args, 'load-restrictor', RESTRICTIONS) ?? 'rootOnly'
  const order = choice(args, 'reorder', ORDERS) ?? 'legacy'
  host.open(path, 'disk')
  const top = host.workTree(path) ?? '/'
  const directory = relativePath(top, host.resolve(path))
  const { objects, problems, gaps } = renderDirectory(new Documents(host.open(top, 'disk')), directory, {
    restriction,
    order,
  })
  // As kustomize does: half a rendering looks like a whole one.
  for (const problem of [...problems, ...gaps]) tell(host, problem)
  if (problems.length > 0) return 1
  if (gaps.length > 0) return 2
  write(host, objects, args.isSet('origins'))
  return 0
}

async function renderCluster(path: string | undefined, args: Arguments, host: Host): Promise<ExitCode> {
  // A directory needs neither Flux nor a fleet.
  const { loadFleet } = await import('./load.ts')
  const { fleet } = await loadFleet(path, host, { cluster: args.text('cluster') })
  const cluster = selectCluster(fleet.clusters, args.text('cluster'))
  const selected = selectBuilds(cluster, args.text('kustomization'))
  const builds = args.text('kustomization') === undefined ? applied(selected, host) : selected
  const sound = builds.filter(build => !isBroken(build, host))
  const gaps = sound.flatMap(build => build.gaps).filter(({ reason }) => reason === 'remote-base')
  for (const gap of gaps) tell(host, gap)
  write(
    host,
    sound.flatMap(({ resources }) => resources.map(({ node }) => node)),
    args.isSet('origins'),
  )
  if (sound.length < builds.length) return 1
  return gaps.length > 0 ? 2 : 0
}

/** Flux applies nothing of a Kustomization that does not build, and goes on with the others. */
function isBroken(build: Build, host: Host): boolean {
  const problems = problemsOf(build, host)
  for (const problem of problems) tell(host, problem)
  if (problems.length === 0) return false
  host.stderr(`${build.name} does not build; what it would apply is left out.\n`)
  return true
}

function selectBuilds({ builds, path }: Cluster, name: string | undefined): Cluster['builds'] {
  if (name === undefined) return builds
  const found = builds.filter(
    ({ owner }) => owner !== undefined && `${owner.id.namespace}/${owner.id.name}` === name,
  )
  if (found.length > 0) return found
  const known = builds.flatMap(({ owner }) =>
    owner === undefined ? [] : [`${owner.id.namespace}/${owner.id.name}`],
  )
  throw new UsageError(`\`${path}\` has no Kustomization \`${name}\`. It has ${known.sort().join(', ')}.`)
}

/** Flux applies nothing of a suspended Kustomization; what that has delivered before goes on by itself. */
function applied(builds: Cluster['builds'], host: Host): Cluster['builds'] {
  return builds.filter(({ owner }) => {
    if (owner === undefined || !isSuspended(owner)) return true
    host.stderr(`\`${shortId(owner.id)}\` is suspended; what it would apply is left out.\n`)
    return false
  })
}

/** Flux drops what it does not know in the kustomization at the path itself, and goes on (spec/flux.md 1.4 C). */
function problemsOf({ directory, problems }: Build, host: Host): readonly BuildProblem[] {
  return problems.filter(problem => {
    const isDropped = problem.code === 'unknown-field' && parentPath(problem.at.file.path) === directory
    if (isDropped) tell(host, problem)
    return !isDropped
  })
}

function write(host: Host, nodes: readonly Mapping[], hasOrigins: boolean): void {
  host.stdout(hasOrigins ? nodes.map(emitWithOrigins).join('---\n') : printed(nodes))
}

function tell(host: Host, { at, message }: Pick<BuildProblem, 'at' | 'message'>): void {
  const { line, column } = locate(at)
  host.stderr(`${at.file.path}:${String(line)}:${String(column)} ${message}\n`)
}

function choice<T>(args: Arguments, option: string, values: Readonly<Record<string, T>>): T | undefined {
  const text = args.text(option)
  if (text === undefined) return undefined
  const value = Object.entries(values).find(([name]) => name === text)?.[1]
  if (value !== undefined) return value
  const names = Object.keys(values).map(name => `\`${name}\``)
  throw new UsageError(`\`--${option}\` takes ${names.join(' or ')}, not \`${text}\`.`)
}
