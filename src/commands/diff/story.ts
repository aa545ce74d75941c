import { groupBy } from '../../lib/group-by.ts'
import type {
  Affected,
  ClusterChange,
  DiffLine,
  Hunk,
  KustomizationChange,
  LinePlace,
  ObjectChange,
} from '../../model/difference.ts'
import type { RepoPath } from '../../model/location.ts'
import { shortId } from '../../model/resource.ts'
import { counted } from '../../report/closing.ts'

/** Clusters to which the same happens, told once. */
export interface Chapter {
  readonly clusters: readonly ClusterChange[]
  readonly kustomizations: readonly Told[]
  readonly affected: readonly Affected[]
}

export interface Told {
  readonly kustomization: KustomizationChange
  /** What the clusters of the chapter take it from. */
  readonly paths: readonly RepoPath[]
  readonly objects: readonly ToldObject[]
}

/** `sameAs`: where the same lines are printed, as in `as in production`, `as Deployment apps/web`. */
export interface ToldObject {
  readonly object: ObjectChange
  readonly sameAs: string | undefined
}

/** What is affected does this to what it is affected by. */
export const HOW: Readonly<Record<Affected['how'], string>> = { waits: 'wait for', takes: 'take from' }

/** One chapter for all clusters that change alike; an object's change is printed where it comes first. */
export function chaptersOf(clusters: readonly ClusterChange[], isFull: boolean): readonly Chapter[] {
  const told = new Map<string, Printed>()
  return [...groupBy(clusters, cluster => essenceOfCluster(cluster, isFull)).values()].flatMap(group => {
    const [first] = group
    if (first === undefined) return []
    const kustomizations = first.kustomizations.map((kustomization, index) => ({
      kustomization,
      paths: [...new Set(group.flatMap(cluster => cluster.kustomizations[index]?.path ?? []))],
      objects: kustomization.objects.map(object => {
        const own = { title: objectTitle(object), cluster: first.name }
        const key = printedLines(object)
        const before = told.get(key)
        if (before === undefined) told.set(key, own)
        return {
          object,
          sameAs: before === undefined || !isLong(object) ? undefined : sameAsText(before, own),
        }
      }),
    }))
    return [{ clusters: group, kustomizations, affected: first.affected }]
  })
}

/** What changes in a cluster, whatever it is called and wherever its directories are. */
function essenceOfCluster({ change, kustomizations, affected }: ClusterChange, isFull: boolean): string {
  const essences = kustomizations.map(({ change: how, name, was, notes, objects }) => [
    [how, name, was, notes],
    objects.map(object => essenceOf(object, isFull)),
  ])
  return JSON.stringify([change, essences, affected])
}

/** What is printed of a change of an object, whatever stands around it. */
function essenceOf(object: ObjectChange, isFull: boolean): object {
  const hunks = shownHunks(object, isFull).map(changedLines)
  return { ...object, hunks, values: object.values?.map(changedLines) }
}

function changedLines({ path, lines }: Hunk): object {
  return { path, lines: lines.filter(({ sign }) => sign !== ' ') }
}

/** An object whose lines are printed, and the cluster under which they are. */
interface Printed {
  readonly title: string
  readonly cluster: string
}

/** A component makes the same change in many objects: the lines and what wrote them are the same. */
function printedLines({ id, hunks, values }: ObjectChange): string {
  return JSON.stringify([id.group, id.kind, hunks.map(changedLines), values?.map(changedLines)])
}

function sameAsText(before: Printed, own: Printed): string {
  const title = before.title === own.title ? '' : ` ${before.title}`
  return `as${title}${before.cluster === own.cluster ? '' : ` in ${before.cluster}`}`
}

/** What is as short as a reference to it is told again. */
function isLong({ change, hunks, values }: ObjectChange): boolean {
  return (change === 'changed' || change === 'moved') && hunks.length + (values?.length ?? 0) > 0
}

/** `Deployment apps/web`, with what it was before where that was another. */
export function objectTitle({ id, was }: ObjectChange): string {
  if (was === undefined) return shortId(id)
  if (was.name !== id.name || was.namespace !== id.namespace || was.kind !== id.kind) {
    return `${shortId(was)} → ${shortId(id)}`
  }
  return `${shortId(id)} (${apiVersionOf(was)} → ${apiVersionOf(id)})`
}

function apiVersionOf({ group, version }: ObjectChange['id']): string {
  return group === '' ? version : `${group}/${version}`
}

export function kustomizationTitle({ name, was, path }: KustomizationChange): string {
  if (name === undefined) return path === '' ? '.' : path
  const title = `Kustomization ${name.namespace}/${name.name}`
  return was === undefined ? title : `Kustomization ${was.namespace}/${was.name} → ${title}`
}

/** What is said behind the title of an object: what becomes of it, where from it comes, how large it is. */
export function objectRemark({ change, effect, from, added, removed }: ObjectChange): string | undefined {
  if (change === 'added') return counted(added, 'line')
  if (change === 'moved')
    return from === undefined ? undefined : `was in Kustomization ${from.namespace}/${from.name}`
  if (change === 'changed') return undefined
  return effect === 'delete' ? `deleted, ${counted(removed, 'line')}` : undefined
}

/** The whole of an object that is added or removed is in its file: it is printed where that is asked for. */
export function shownHunks({ change, hunks }: ObjectChange, isFull: boolean): readonly Hunk[] {
  return (change === 'added' || change === 'removed') && !isFull ? [] : hunks
}

/**
 * The place to print behind an added line: only where it is not plain from the line before, that is where the file is
 * another or the lines do not follow one another.
 */
export function shownPlaces({ lines }: Hunk): readonly (LinePlace | undefined)[] {
  let before: LinePlace | undefined
  return lines.map(({ sign, at }: DiffLine) => {
    const isPlain =
      before !== undefined && at?.file === before.file && at.line >= before.line && at.line <= before.line + 1
    before = sign === '+' ? at : undefined
    return sign === '+' && !isPlain ? at : undefined
  })
}
