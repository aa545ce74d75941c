import { isTrueAt, textAt } from '../../lib/node.ts'
import type { Build } from '../../model/build.ts'
import type { Effect } from '../../model/difference.ts'
import { groupKind, objectKey, type Resource, shortId } from '../../model/resource.ts'
import { isSwitched } from '../../render/flux/metadata.ts'
import { specOf } from '../../render/flux/spec.ts'
import type { ObjectPair, PlacedObject } from './pair-objects.ts'

export interface Outcome {
  readonly effect: Effect
  readonly note?: string
}

/** What Flux does in a cluster about objects that leave the repository or their Kustomization (spec/flux.md 3.6). */
export class Effects {
  /** By the key of an object: the builds of the work tree that apply it. */
  private readonly appliers = new Map<string, Build[]>()
  /** By the key of a Kustomization: its build, and it itself as its parent applies it, in the work tree. */
  private readonly buildsAfter = new Map<string, Build>()
  private readonly isClusterGone: boolean

  constructor(after: readonly Build[], isClusterGone: boolean) {
    this.isClusterGone = isClusterGone
    for (const build of after) {
      if (build.owner !== undefined) this.buildsAfter.set(objectKey(build.owner.id), build)
      for (const { id } of build.resources) {
        const key = objectKey(id)
        this.appliers.set(key, [...(this.appliers.get(key) ?? []), build])
      }
    }
  }

  of({ before, after }: ObjectPair): Outcome {
    if (before === undefined) return { effect: 'create' }
    if (after === undefined) return this.ofRemoved(before)
    return isSameOwner(before.build, after.build) ? { effect: 'update' } : this.ofMoved(before, after)
  }

  private ofRemoved(object: PlacedObject): Outcome {
    const { resource, build } = object
    const other = this.appliers.get(objectKey(resource.id))?.find(applier => applier !== build)
    const fate = this.fateIn(object)
    if (fate.effect === 'keep') return fate
    if (other === undefined) return { ...fate, ...lossOf(resource) }
    return {
      effect: 'risk',
      note: `${labelOf(other)} applies it as well; ${labelOf(build)} prunes it, and until the other is reconciled it is gone.`,
    }
  }

  private ofMoved(before: PlacedObject, after: PlacedObject): Outcome {
    if (this.fateIn(before).effect === 'keep') return { effect: 'update' }
    return {
      effect: 'risk',
      note: `${labelOf(before.build)} prunes it: reconciled before ${labelOf(after.build)} has taken the object over, it deletes the object, which is then made anew.`,
    }
  }

  /** What becomes of an object that its Kustomization no longer holds. */
  private fateIn({ resource, build }: PlacedObject): Outcome {
    if (this.isClusterGone)
      return {
        effect: 'keep',
        note: 'The path of its cluster is gone; its Flux stops there and deletes nothing.',
      }
    if (isSwitched(resource, 'prune', 'disabled')) return kept('its own `prune: disabled` keeps it')
    const { owner } = build
    if (owner === undefined) return { effect: 'delete' }
    const remaining = this.buildsAfter.get(objectKey(owner.id))?.owner
    return remaining === undefined ? this.fateWithOwner(owner, build) : fateByPruning(remaining)
  }

  /** Of what a Kustomization has applied that is removed itself (`deletionPolicy`). */
  private fateWithOwner(owner: Resource, { parent }: Build): Outcome {
    const label = `\`${shortId(owner.id)}\``
    if (parent !== undefined && this.fateIn({ resource: owner, build: parent }).effect === 'keep') {
      return kept(`${label} itself stays in the cluster`)
    }
    const spec = specOf(owner)
    if (isTrueAt(spec, 'suspend')) return kept(`${label} is suspended when it is deleted`)
    const policy = textAt(spec, 'deletionPolicy') ?? 'MirrorPrune'
    if (policy === 'Orphan') return kept(`${label} has \`deletionPolicy: Orphan\``)
    if (policy === 'MirrorPrune' && !isTrueAt(spec, 'prune')) return kept(`${label} does not prune`)
    return { effect: 'delete' }
  }
}

/** What is lost with an object, where that is more than the object. */
const LOSSES: Readonly<Record<string, string>> = {
  'apiextensions.k8s.io/CustomResourceDefinition': 'All objects of its kind are deleted with it.',
  'helm.toolkit.fluxcd.io/HelmRelease': 'Its chart is uninstalled.',
  '/Namespace': 'Everything in the namespace is deleted with it.',
  '/PersistentVolumeClaim': 'The data in its volume may be deleted with it.',
}

function lossOf({ id }: Resource): Partial<Outcome> {
  const note = Object.entries(LOSSES).find(([kind]) => kind === groupKind(id))?.[1]
  return note === undefined ? {} : { note }
}

function fateByPruning(owner: Resource): Outcome {
  return isTrueAt(specOf(owner), 'prune')
    ? { effect: 'delete' }
    : kept(`\`${shortId(owner.id)}\` does not prune`)
}

function kept(reason: string): Outcome {
  return { effect: 'keep', note: `It stays in the cluster: ${reason}.` }
}

/** A Kustomization under another name is another owner. */
function isSameOwner(a: Build, b: Build): boolean {
  if (a.owner === undefined || b.owner === undefined) return true
  return objectKey(a.owner.id) === objectKey(b.owner.id)
}

function labelOf({ owner, directory }: Build): string {
  return `\`${owner === undefined ? directory : shortId(owner.id)}\``
}
