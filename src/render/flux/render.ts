import { nearest } from '../../lib/nearest.ts'
import { baseName, parentPath } from '../../lib/path.ts'
import { startOf } from '../../lib/locate.ts'
import type { Build, BuildGap, BuildProblem, BuildVariables, PatchAim } from '../../model/build.ts'
import type { RepoPath } from '../../model/location.ts'
import type { Mapping } from '../../model/node.ts'
import type { Repository } from '../../model/repository.ts'
import type { Resource } from '../../model/resource.ts'
import type { Documents } from '../../read/documents.ts'
import { buildKustomization, toResources } from '../kustomize/build.ts'
import { generateKustomization, kustomizationFile } from './generate.ts'
import { mergeSpec } from './merge.ts'
import { expandLists, isSwitched, labelled } from './metadata.ts'
import { pathOrigin } from './spec.ts'
import { type Substitution, substituteResource } from './substitution.ts'
import type { VariableSet } from './variables.ts'

export interface FluxRequest {
  /** The Kustomization as its parent applies it. */
  readonly owner: Resource
  readonly name: string
  /** What `spec.path` means in this repository. */
  readonly directory: RepoPath
  /** What the source's artifact holds. */
  readonly documents: Documents
  /** Undefined without `postBuild`. */
  readonly variables: VariableSet | undefined
  readonly parent?: Build | undefined
}

export interface FluxBuild {
  readonly build: Build
  /** Files and directories that the build has used. */
  readonly used: ReadonlySet<RepoPath>
}

/** Renders what a Flux Kustomization applies (spec/flux.md 1.2, steps 8–12). */
export function renderFlux(request: FluxRequest): FluxBuild {
  const { documents, directory } = request
  if (documents.repository.kindOf(directory) !== 'directory') return withoutDirectory(request)
  const root = rootKustomization(request)
  if ('problems' in root) return finished(request, { problems: root.problems })
  const merged = mergeSpec(root.kustomization, {
    owner: request.owner,
    directory,
    repository: documents.repository,
  })
  const built = buildKustomization(documents, directory, {
    restriction: 'none',
    order: 'none',
    kustomization: merged.kustomization,
  })
  const problems: BuildProblem[] = [...merged.problems, ...built.problems]
  const resources = [...applied(request, toResources(built.objects), problems)]
  return finished(request, { resources, problems, gaps: built.gaps, aims: built.aims, used: built.used })
}

interface Outcome {
  readonly resources?: readonly Resource[]
  readonly problems: readonly BuildProblem[]
  readonly gaps?: readonly BuildGap[]
  readonly aims?: readonly PatchAim[]
  readonly used?: ReadonlySet<RepoPath>
}

function finished({ name, directory, owner, parent, variables }: FluxRequest, outcome: Outcome): FluxBuild {
  const { resources = [], problems, gaps = [], aims = [], used = new Set<RepoPath>() } = outcome
  const build = {
    name,
    directory,
    resources,
    problems,
    gaps: [...gaps, ...(variables?.gaps ?? [])],
    aims,
    owner,
    ...(parent === undefined ? {} : { parent }),
    ...(variables?.isActive === true ? { variables: namesOf(variables) } : {}),
  }
  return { build, used }
}

function namesOf({ variables, hidden, isComplete }: VariableSet): BuildVariables {
  return { names: new Set([...variables.keys(), ...hidden]), areAll: isComplete }
}

function* applied(
  { owner, variables }: FluxRequest,
  resources: readonly Resource[],
  problems: BuildProblem[],
): Generator<Resource> {
  const substitution: Substitution | undefined = variables?.isActive === true ? { variables } : undefined
  for (const resource of resources) {
    const isLiteral = substitution === undefined || isSwitched(resource, 'substitute', 'disabled')
    const substituted = isLiteral ? resource : substituteResource(resource, substitution, problems)
    for (const object of expandLists(substituted)) {
      if (!isSwitched(object, 'reconcile', 'disabled')) yield labelled(object, owner)
    }
  }
}

type RootKustomization = { readonly kustomization: Mapping } | { readonly problems: readonly BuildProblem[] }

function rootKustomization({ documents, directory, owner }: FluxRequest): RootKustomization {
  const path = kustomizationFile(documents.repository, directory)
  if (path === undefined) {
    return { kustomization: generateKustomization(documents, directory, pathOrigin(owner)) }
  }
  const parsed = documents.parse(path, 'sigs')
  if (parsed === undefined || parsed.problems.length > 0) {
    return { problems: (parsed?.problems ?? []).map(problem => ({ code: 'syntax', ...problem })) }
  }
  const root = parsed.documents.find(document => document.root !== undefined)?.root
  if (root?.kind === 'map') return { kustomization: root }
  const message = `\`${path}\` holds no kustomization.`
  return { problems: [{ code: 'invalid-field', at: startOf(parsed.file), message }] }
}

function withoutDirectory(request: FluxRequest): FluxBuild {
  const { documents, directory, owner } = request
  const isFile = documents.repository.kindOf(directory) === 'file'
  const message = isFile
    ? `The path \`${directory}\` is a file, not a directory.`
    : `The path \`${directory}\` does not exist in the source.`
  const near = nearestPath(documents.repository, directory)
  const fix = near === undefined ? {} : { fix: `Did you mean \`${near}\`?` }
  return finished(request, {
    problems: [{ code: 'missing-path', at: pathOrigin(owner), message, ...fix }],
  })
}

function nearestPath(repository: Repository, path: RepoPath): string | undefined {
  const parent = parentPath(path)
  const near = nearest(baseName(path), repository.list(parent))
  if (near === undefined) return undefined
  return parent === '' ? near : `${parent}/${near}`
}
