import { itemsAt, valueAt } from '../../lib/node.ts'
import type { Hunk } from '../../model/difference.ts'
import type { Delivered } from '../../model/fleet.ts'
import type { Node } from '../../model/node.ts'
import { type Resource, shortId } from '../../model/resource.ts'
import { HELM_GROUP, specOf } from '../../render/flux/spec.ts'
import { composeValues, type FindObject, type ValuesGap } from '../../render/helm/values.ts'
import { isEqual } from '../../render/kustomize/patch/is-equal.ts'
import { masked } from './mask.ts'
import type { BothSecrets } from './object-change.ts'
import { type ObjectPair, type PlacedObject } from './pair-objects.ts'
import { placedText } from './placed-text.ts'
import { hunksOf } from './text-diff.ts'

export interface ValuesChange {
  readonly isChanged: boolean
  /** Empty where the release holds all of its values itself: its own diff tells them. */
  readonly hunks: readonly Hunk[]
  readonly gaps: { readonly before: readonly ValuesGap[]; readonly after: readonly ValuesGap[] }
}

const NO_GAPS: ValuesChange['gaps'] = { before: [], after: [] }

/** Finds objects of a cluster by kind, namespace and name. */
export function finder(objects: readonly Delivered[]): FindObject {
  const byName = new Map<string, Resource>()
  for (const { resource } of objects) {
    const key = shortId(resource.id)
    if (resource.id.group === '' && !byName.has(key)) byName.set(key, resource)
  }
  return id => byName.get(shortId(id))
}

export interface Finders {
  readonly before: FindObject
  readonly after: FindObject
}

/** What a HelmRelease hands to its chart, before and after; undefined for what is none, or is on one side only. */
export function valuesChange(
  { before, after }: ObjectPair,
  find: Finders,
  secrets: BothSecrets,
): ValuesChange | undefined {
  if (before === undefined || after === undefined || !isRelease(before) || !isRelease(after)) return undefined
  const isOutside = [before, after].some(({ resource }) => itemsAt(specOf(resource), 'valuesFrom').length > 0)
  if (!isOutside) return { isChanged: !isSame(inlineOf(before), inlineOf(after)), hunks: [], gaps: NO_GAPS }
  const old = composeValues(before.resource, find.before)
  const now = composeValues(after.resource, find.after)
  const gaps = { before: old.gaps, after: now.gaps }
  if (isEqual(old.values, now.values)) return { isChanged: false, hunks: [], gaps }
  const shown = masked(
    { node: old.values, build: before.build, secrets: secrets.before },
    { node: now.values, build: after.build, secrets: secrets.after },
  )
  return { isChanged: true, hunks: hunksOf(placedText(shown.before), placedText(shown.after)), gaps }
}

function isRelease({ resource: { id } }: PlacedObject): boolean {
  return id.group === HELM_GROUP && id.kind === 'HelmRelease'
}

function inlineOf({ resource }: PlacedObject): Node | undefined {
  return valueAt(specOf(resource), 'values')
}

function isSame(a: Node | undefined, b: Node | undefined): boolean {
  return a === undefined || b === undefined ? a === b : isEqual(a, b)
}
