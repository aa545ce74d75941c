import { nearest } from '../../../lib/nearest.ts'
import { UsageError } from '../../../model/usage-error.ts'
import type { History } from './history.ts'
import { mergeBase } from './merge-base.ts'
import type { Refs } from './refs.ts'

const STEP = /~\d*|\^(?:\{(?:commit)?\}|\d*)/g
const SHORT_ID = /^[0-9a-f]{4,64}$/i

/** What a repository knows about its commits and their names. */
export interface Names {
  readonly refs: Refs
  readonly history: History
}

/**
 * The commit that a text means: a branch, a tag, an id or its first digits, `HEAD~2`, `main^2`; `main...` is where the
 * work tree's branch has left `main`.
 * @throws UsageError that says what to do where it means none.
 */
export function resolveRevision(text: string, names: Names): string {
  const [, theirs, ours = 'HEAD'] = /^(.*?[^.])?\.\.\.(.+)?$/.exec(text) ?? []
  if (!text.includes('..')) return commitOf(text, names)
  if (theirs === undefined || ours.includes('..')) throw notUnderstood(text)
  return baseOf(commitOf(ours, names), commitOf(theirs, names), { text, names })
}

function notUnderstood(text: string): UsageError {
  return new UsageError(
    `\`${text}\` is not understood. REF is a branch, a tag, a commit, \`HEAD~1\`, or \`main...\` for where this branch has left \`main\`.`,
  )
}

function baseOf(ours: string, theirs: string, { text, names }: { text: string; names: Names }): string {
  const base = mergeBase(ours, theirs, names.history)
  if (base !== undefined) return base
  if (names.history.isShallow) throw new UsageError(`No common commit of \`${text}\` is here: ${SHALLOW}`)
  throw new UsageError(`\`${text}\` have no commit in common.`)
}

const SHALLOW =
  'this clone is shallow. Run `git fetch --unshallow`; for `actions/checkout`, set `fetch-depth: 0`.'

function commitOf(text: string, names: Names): string {
  const [, name = '', steps = ''] = /^(.*?)((?:~\d*|\^(?:\{(?:commit)?\}|\d*))*)$/.exec(text) ?? []
  if (name === '' || /@\{|:/.test(name)) throw notUnderstood(text)
  let current = named(name, names)
  for (const [step] of steps.matchAll(STEP)) current = stepped(current, step, { text, names })
  return current
}

function named(name: string, { refs, history }: Names): string {
  const id = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/i.test(name) ? name.toLowerCase() : undefined
  const found = id ?? refs.find(name === '@' ? 'HEAD' : name)
  const commit = found === undefined ? undefined : history.peeled(found)
  if (commit !== undefined) return commit
  const candidates = id === undefined && SHORT_ID.test(name) ? history.commitsWith(name.toLowerCase()) : []
  const [only, second] = candidates
  if (second !== undefined) throw new UsageError(`More than one commit begins with \`${name}\`.`)
  if (only !== undefined) return only
  throw unknownRevision(name, found, { refs, history })
}

function unknownRevision(name: string, found: string | undefined, { refs, history }: Names): UsageError {
  if (name === 'HEAD' || name === '@') return new UsageError('There is no commit yet.')
  if (refs.areUnreadable) {
    return new UsageError(
      `\`${name}\` cannot be looked up: this repository keeps its refs in a reftable, which is not read. Give the commit that \`git rev-parse ${name}\` prints.`,
    )
  }
  const missing =
    found === undefined
      ? `There is no branch, tag or commit \`${name}\`.`
      : `The commit \`${name}\` is not in this clone.`
  const near = nearName(name, refs.names())
  const hints = [
    ...(near === undefined ? [] : [`Did you mean \`${near}\`?`]),
    ...(history.isShallow
      ? [`It may be missing because ${SHALLOW}`]
      : near === undefined
        ? [fetchHint(name)]
        : []),
  ]
  return new UsageError([missing, ...hints].join(' '))
}

/** A clone has other people's branches under the name of the remote. */
function nearName(name: string, names: readonly string[]): string | undefined {
  return names.find(known => known.endsWith(`/${name}`)) ?? nearest(name, names)
}

function fetchHint(name: string): string {
  return `If it is on the remote, run \`git fetch origin ${name.replace(/^origin\//, '')}\` first and compare with \`FETCH_HEAD\`.`
}

/** `~3`: three times the first parent; `^2`: the second parent; `^{}`: the commit itself. */
function stepped(from: string, step: string, { text, names }: { text: string; names: Names }): string {
  if (step.startsWith('^{')) return from
  const count = step.length === 1 ? 1 : Number(step.slice(1))
  if (step.startsWith('^')) return count === 0 ? from : parentOf(from, count, { text, names })
  let current = from
  for (let done = 0; done < count; done++) current = parentOf(current, 1, { text, names })
  return current
}

function parentOf(id: string, number: number, { text, names }: { text: string; names: Names }): string {
  const parent = names.history.commit(id)?.parents[number - 1]
  if (parent !== undefined && names.history.commit(parent) !== undefined) return parent
  if (names.history.isShallow) throw new UsageError(`\`${text}\` is not here: ${SHALLOW}`)
  throw new UsageError(
    `\`${text}\` leads to no commit: \`${id.slice(0, 12)}\` has no parent ${String(number)}.`,
  )
}
