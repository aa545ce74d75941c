import { scalarAt } from '../../../lib/node.ts'
import { parentPath } from '../../../lib/path.ts'
import type { Build } from '../../../model/build.ts'
import type { Fleet } from '../../../model/fleet.ts'
import type { Mapping } from '../../../model/node.ts'
import type { FleetRule } from '../../../model/rule.ts'
import { isWhole } from '../../../link/whole.ts'

const FIELDS = [
  'group',
  'version',
  'kind',
  'namespace',
  'name',
  'labelSelector',
  'annotationSelector',
] as const

function message(target: Mapping): string {
  const said = FIELDS.flatMap(field => {
    const value = scalarAt(target, field)
    return value === undefined ? [] : [`${field}: ${value.text}`]
  })
  return `The target \`${said.join(', ')}\` of a patch matches nothing that is built here.`
}

const LATE_FIX =
  'Write the name and namespace that the object has before this level changes them: patches come before `namespace`, `targetNamespace`, `namePrefix` and `nameSuffix`.'

export const unmatchedPatch: FleetRule = {
  id: 'kustomize/unmatched-patch',
  scope: 'fleet',
  severity: 'warning',
  summary: 'The target of every patch matches an object.',
  why: 'A patch whose target matches nothing does nothing, and nobody says so: what it was to change stays as it was.',
  fix: 'Correct the kind, name or selector of the target, or remove the patch.',

  *check(fleet) {
    for (const { target, build } of missed(fleet).values()) {
      const at = scalarAt(target, 'name') ?? scalarAt(target, 'kind') ?? target
      yield { at, message: message(target), fix: isMetLate(target, build) ? LATE_FIX : undefined, build }
    }
  },
}

interface Miss {
  readonly target: Mapping
  readonly build: Build
}

/** Targets that meet no object in any build: what many use may be meant for some of them. */
function missed({ clusters, standalone, files }: Fleet): ReadonlyMap<string, Miss> {
  const met = new Set<string>()
  const unfilled = unfilledDirectories(files)
  const found = new Map<string, Miss>()
  for (const build of [...clusters.flatMap(({ builds }) => builds), ...standalone]) {
    for (const { target, isMet } of build.aims ?? []) {
      const key = `${target.file.path}:${String(target.start)}`
      if (isMet || !isWhole(build) || unfilled.has(parentPath(target.file.path))) met.add(key)
      else found.set(key, { target, build })
    }
  }
  for (const key of met) found.delete(key)
  return found
}

/** Where a file waits for its content, as those of bootstrap do, it may hold what is meant. */
function unfilledDirectories(files: Fleet['files']): ReadonlySet<string> {
  const found = new Set<string>()
  for (const [path, { documents, problems }] of files) {
    const isEmpty = problems.length === 0 && documents.every(({ root }) => root === undefined)
    if (isEmpty) found.add(parentPath(path))
  }
  return found
}

/** Whether an object has the name of the target only once everything is done. */
function isMetLate(target: Mapping, { resources }: Build): boolean {
  const [kind, name, namespace] = ['kind', 'name', 'namespace'].map(field => scalarAt(target, field)?.text)
  if (name === undefined && namespace === undefined) return false
  return resources.some(
    ({ id }) =>
      (kind === undefined || kind === id.kind) &&
      (name === undefined || name === id.name) &&
      (namespace === undefined || namespace === id.namespace),
  )
}
