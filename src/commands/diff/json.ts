import type { DiffLine, Difference, Hunk, KustomizationChange, ObjectChange } from '../../model/difference.ts'
import type { ObjectId } from '../../model/resource.ts'
import { jsonText } from '../../report/json-text.ts'

/** The shape that `schemas/diff.schema.json` has; other programs rely on it. */
export function json(difference: Difference): string {
  const { version, reference, totals, clusters, unseen, isTrusted } = difference
  return jsonText({
    version,
    reference,
    trusted: isTrusted,
    totals,
    clusters: clusters.map(({ change, name, path, kustomizations, affected }) => ({
      change,
      name,
      path,
      kustomizations: kustomizations.map(publicKustomization),
      affected: affected.map(({ id, how, on }) => ({ id: publicId(id), how, on: publicId(on) })),
    })),
    unseen,
  })
}

/** What is undefined is left out by `JSON.stringify`. */
function publicKustomization({ change, name, was, path, notes, objects }: KustomizationChange): object {
  return { change, name, was, path, notes, objects: objects.map(publicObject) }
}

function publicObject(object: ObjectChange): object {
  const { change, id, was, from, effect, note, at, added, removed, hunks, values } = object
  return {
    change,
    id: publicId(id),
    was: was && publicId(was),
    from,
    effect,
    note,
    at,
    added,
    removed,
    hunks: hunks.map(publicHunk),
    values: values?.map(publicHunk),
  }
}

function publicId({ group, version, kind, namespace, name }: ObjectId): object {
  return { apiVersion: group === '' ? version : `${group}/${version}`, kind, namespace, name }
}

function publicHunk({ path, oldLine, newLine, lines }: Hunk): object {
  return { path, oldLine, newLine, lines: lines.map(publicLine) }
}

function publicLine({ sign, text, at }: DiffLine): object {
  return { line: `${sign}${text}`, at }
}
