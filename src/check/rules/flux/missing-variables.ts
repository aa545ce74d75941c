import { nearest } from '../../../lib/nearest.ts'
import type { Delivered } from '../../../model/fleet.ts'
import type { Build } from '../../../model/build.ts'
import { type Resource, shortId } from '../../../model/resource.ts'
import type { ClusterRule, Problem } from '../../../model/rule.ts'
import { type SubstituteFrom, substituteFrom } from '../../../render/flux/spec.ts'
import { configKey, configObjects, kustomizationsOf } from '../variable-sources.ts'

function message(owner: Resource, { kind, name }: SubstituteFrom): string {
  return `\`${shortId(owner.id)}\` takes variables from \`${kind} ${owner.id.namespace}/${name}\`, which no build delivers.`
}

function ownMessage(owner: Resource, { kind, name }: SubstituteFrom): string {
  return `\`${shortId(owner.id)}\` takes variables from \`${kind} ${owner.id.namespace}/${name}\`, which only it delivers itself.`
}

const OWN_FIX =
  'Deliver the object by another Kustomization, on which this one depends, or set the values in `postBuild.substitute`.'

export const missingVariables: ClusterRule = {
  id: 'flux/missing-variables',
  scope: 'cluster',
  severity: 'error',
  summary:
    'What `substituteFrom` names exists, in the namespace of the Kustomization, before the Kustomization is applied.',
  why:
    'Flux reads the object before it builds: where it is missing nothing is applied, and an object that only this ' +
    'Kustomization would create never comes into being on a new cluster.',
  fix: 'Correct the name, or deliver the object into the namespace of the Kustomization.',

  *check(cluster) {
    const objects = configObjects(cluster)
    for (const { owner, build } of kustomizationsOf(cluster)) {
      for (const reference of substituteFrom(owner)) {
        if (reference.optional) continue
        const problem = problemOf({ owner, reference, objects, build })
        if (problem !== undefined)
          yield { at: reference.at, build, resource: owner, trail: owner.trail, ...problem }
      }
    }
  },
}

interface Lookup {
  readonly owner: Resource
  readonly reference: SubstituteFrom
  readonly objects: ReadonlyMap<string, readonly Delivered[]>
  readonly build: Build | undefined
}

type Found = Pick<Problem, 'message' | 'fix'> | undefined

function problemOf({ owner, reference, objects, build }: Lookup): Found {
  const { kind, name } = reference
  const { namespace } = owner.id
  const delivered = objects.get(configKey({ kind, namespace, name }))
  if (delivered !== undefined) {
    const isOwn =
      delivered.every(({ build: giver }) => giver.owner?.node === owner.node) && build !== undefined
    return isOwn ? { message: ownMessage(owner, reference), fix: OWN_FIX } : undefined
  }
  const fix = hint({ owner, reference, objects, build })
  return fix === undefined ? undefined : { message: message(owner, reference), fix }
}

/** What was meant; without a hint, something outside the repository may make the object. */
function hint({ owner, reference: { kind, name }, objects }: Lookup): string | undefined {
  const alike = [...objects.values()].flatMap(([first]) =>
    first?.resource.id.kind === kind && !isCopied(first.resource) ? [first.resource] : [],
  )
  const here = alike.filter(({ id }) => id.namespace === owner.id.namespace).map(({ id }) => id.name)
  const hashed = here.find(candidate => isHashed(candidate, name))
  if (hashed !== undefined)
    return `A generator makes \`${hashed}\` of it: set \`disableNameSuffixHash: true\` in its \`options\`.`
  const near = nearest(name, here)
  if (near !== undefined && !here.includes(name)) return `Write \`${near}\` if it is meant.`
  const elsewhere = alike.find(({ id }) => id.name === name)
  return elsewhere === undefined
    ? undefined
    : `\`${shortId(elsewhere.id)}\` is in another namespace; \`substituteFrom\` looks in the Kustomization’s own only.`
}

function isHashed(candidate: string, name: string): boolean {
  return candidate.startsWith(`${name}-`) && /^[bcdfghkmt24-9]{10}$/.test(candidate.slice(name.length + 1))
}

/** Whether a tool copies the object into other namespaces. */
function isCopied({ node }: Resource): boolean {
  const text = node.file.text
  return /reflector\.v1\.k8s\.emberstack\.com|replicator\.v1\.mittwald\.de|kubed\.appscode\.com\/sync|kyverno/.test(
    text,
  )
}
