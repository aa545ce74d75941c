import { mapAt, scalarAt, textAt } from '../../lib/node.ts'
import { nearest } from '../../lib/nearest.ts'
import type { Cluster, Fleet } from '../../model/fleet.ts'
import type { Scalar } from '../../model/node.ts'
import { type ObjectId, type Resource, shortId } from '../../model/resource.ts'
import { madeSecretName } from '../../render/flux/made-secret.ts'
import { nameOrigin } from '../../render/flux/spec.ts'
import { isMadeByHand } from './hand-applied.ts'
import { scalarsIn } from './variable-sources.ts'

export type ConfigId = Pick<ObjectId, 'kind' | 'namespace' | 'name'>

/** An object that is, or makes, a ConfigMap or Secret; `name` is the value that names what is made. */
export interface ConfigMaker {
  readonly id: ConfigId
  readonly maker: Resource
  readonly name: Scalar | undefined
}

/** What was probably meant by a reference that leads nowhere. */
export interface Hint {
  readonly fix: string
  /** The object that is alike and serves nobody else. */
  readonly near?: ConfigMaker
}

/** Every ConfigMap and Secret of a cluster, with those that widespread operators make. */
export function configMakers({ objects }: Cluster): readonly ConfigMaker[] {
  return objects.flatMap(({ resource }) => makerOf(resource) ?? [])
}

function makerOf(maker: Resource): ConfigMaker | undefined {
  const { group, kind, namespace, name } = maker.id
  if (group === '' && (kind === 'ConfigMap' || kind === 'Secret'))
    return { id: { kind, namespace, name }, maker, name: scalarAt(mapAt(maker.node, 'metadata'), 'name') }
  const made = madeSecretName(maker)
  return made === undefined
    ? undefined
    : { id: { kind: 'Secret', namespace, name: made.text }, maker, name: made }
}

export interface Place {
  readonly cluster: Cluster
  readonly fleet: Fleet
}

/** Whether a file that no cluster takes holds the object: a person or a script applies it. */
function isOutside({ kind, name }: ConfigId, { files, reached }: Fleet): boolean {
  for (const [path, { documents }] of files) {
    if (reached.has(path)) continue
    for (const { root } of documents) {
      if (textAt(root, 'kind') === kind && textAt(mapAt(root, 'metadata'), 'name') === name) return true
    }
  }
  return false
}

/**
 * Why nothing has the id, as far as the repository tells. Without a hint something outside it may make the object.
 */
export function hintFor(
  id: ConfigId,
  makers: readonly ConfigMaker[],
  { cluster, fleet }: Place,
): Hint | undefined {
  if (isOutside(id, fleet) || isMadeByHand(id, fleet.repository)) return undefined
  const alike = makers.filter(maker => maker.id.kind === id.kind)
  const here = alike.filter(maker => maker.id.namespace === id.namespace)
  const hashed = here.find(maker => isHashed(maker.id.name, id.name))
  if (hashed !== undefined) return { fix: hashFix(hashed.id.name) }
  const renamed = here.find(({ maker }) => maker.id.kind !== id.kind && maker.id.name === id.name)
  if (renamed !== undefined && isUnused(renamed, cluster)) return { fix: renamedFix(renamed), near: renamed }
  const likely = nearest(
    id.name,
    here.map(maker => withoutHash(maker.id.name)),
  )
  const near = here.find(maker => withoutHash(maker.id.name) === likely)
  if (near !== undefined && isUnused(near, cluster))
    return { fix: `Write \`${withoutHash(near.id.name)}\` if it is meant.`, near }
  const elsewhere = alike.find(maker => maker.id.name === id.name && !isCopied(maker.maker))
  // What another repository applies may copy it, a policy of Kyverno for one.
  return elsewhere === undefined || takesFromElsewhere(cluster)
    ? undefined
    : { fix: `\`${shortId(elsewhere.id)}\` is in another namespace; only the own one is looked into.` }
}

/** Whether a Kustomization of the cluster applies what this repository does not hold. */
function takesFromElsewhere({ builds }: Cluster): boolean {
  return builds.some(({ gaps }) => gaps.some(({ reason }) => reason === 'remote-source'))
}

function hashFix(name: string): string {
  return `A generator makes \`${name}\` of it: set \`disableNameSuffixHash: true\` in its \`options\`.`
}

function renamedFix({ id, maker }: ConfigMaker): string {
  return `\`${shortId(maker.id)}\` makes the ${id.kind} \`${id.name}\`: use one name for both.`
}

/** kustomize's hash: ten characters without vowels, `0`, `1` and `3`. */
const HASH = /-[bcdfghkmt24-9]{10}$/

function isHashed(candidate: string, name: string): boolean {
  return candidate !== name && withoutHash(candidate) === name
}

/** The name that a generator was given. */
function withoutHash(name: string): string {
  return name.replace(HASH, '')
}

/** Whether no other object names it. */
function isUnused({ id, maker }: ConfigMaker, { objects }: Cluster): boolean {
  for (const { resource } of objects) {
    if (resource.node === maker.node || resource.node.file.path === nameOrigin(maker).file.path) continue
    for (const { text } of scalarsIn(resource.node)) if (text === id.name) return false
  }
  return true
}

/** Whether a tool copies the object into other namespaces. */
function isCopied({ node }: Resource): boolean {
  const metadata = mapAt(node, 'metadata')
  const keys = [
    ...(mapAt(metadata, 'annotations')?.entries.keys() ?? []),
    ...(mapAt(metadata, 'labels')?.entries.keys() ?? []),
  ]
  const template = mapAt(mapAt(mapAt(mapAt(node, 'spec'), 'target'), 'template'), 'metadata')
  const templated = mapAt(template, 'annotations')?.entries.keys() ?? []
  return [...keys, ...templated].some(key => COPIERS.some(copier => key.includes(copier)))
}

const COPIERS = [
  'reflector.v1.k8s.emberstack.com',
  'replicator.v1.mittwald.de',
  'kubed.appscode.com',
  'config-syncer',
]
