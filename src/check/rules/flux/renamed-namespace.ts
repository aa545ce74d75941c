import { mapAt, scalarAt } from '../../../lib/node.ts'
import type { Build } from '../../../model/build.ts'
import type { Fleet } from '../../../model/fleet.ts'
import type { Scalar } from '../../../model/node.ts'
import { groupKind, type Resource, shortId } from '../../../model/resource.ts'
import type { FleetRule, Problem } from '../../../model/rule.ts'
import { specOf } from '../../../render/flux/spec.ts'

function message({ id }: Resource, target: Scalar, old: Scalar): string {
  return `\`targetNamespace\` of \`${shortId(id)}\` renames the Namespace \`${old.text}\` of \`${old.file.path}\` to \`${target.text}\`.`
}

/** What nobody would call a namespace: the name is there to be replaced. */
const PLACEHOLDER = /^(?:_|not-?used|unused|ignored|dummy|placeholder|replace-?me|change-?me)$/

export const renamedNamespace: FleetRule = {
  id: 'flux/renamed-namespace',
  scope: 'fleet',
  severity: 'warning',
  summary: 'A Namespace that a Kustomization with a `targetNamespace` applies has that very name.',
  why:
    'The build renames every Namespace together with the objects in it: labels and policies of one namespace land on ' +
    'another, which may be that of somebody else, and two of them in one build fail it.',
  fix: 'Name the Namespace as the `targetNamespace`, or deliver it by another Kustomization.',

  *check(fleet) {
    for (const { builds } of fleet.clusters) for (const build of builds) yield* problemsOf(build, fleet)
  },
}

function* problemsOf(build: Build, fleet: Fleet): Generator<Problem> {
  const { owner, resources } = build
  const target = owner === undefined ? undefined : scalarAt(specOf(owner), 'targetNamespace')
  if (owner === undefined || target === undefined) return
  for (const resource of resources) {
    if (groupKind(resource.id) !== '/Namespace' || resource.id.name !== target.text) continue
    const old = writtenName(resource, fleet)
    if (old === undefined || old.text === target.text || !isMeant(old.text)) continue
    yield { at: target, message: message(owner, target, old), build, resource: owner, trail: owner.trail }
  }
}

/** What a variable makes of a name is known only afterwards. */
function isMeant(name: string): boolean {
  return !name.includes('${') && !PLACEHOLDER.test(name)
}

/** The name that the file of an object gives it. */
function writtenName({ node }: Resource, { files }: Fleet): Scalar | undefined {
  const documents = files.get(node.file.path)?.documents ?? []
  const root = documents.find(document => document.root?.start === node.start)?.root
  return scalarAt(mapAt(root, 'metadata'), 'name')
}
