import type { Origin } from '../../../model/location.ts'
import type { Node, Scalar } from '../../../model/node.ts'
import { type Resource, shortId } from '../../../model/resource.ts'
import type { BuildRule, Problem } from '../../../model/rule.ts'
import { isSwitched } from '../../../render/flux/metadata.ts'
import { SCRIPTS } from '../open-variables.ts'
import { scalarBefore, scalarsIn, substitutes } from '../variable-sources.ts'

const kept = (text: string, { id }: Resource): string =>
  `\`${text}\` in a script of \`${shortId(id)}\` keeps both its dollars, as nothing substitutes it.`

const replaced = (text: string, { id }: Resource): string =>
  `\`${text}\` in a script of \`${shortId(id)}\` is replaced by Flux, which leaves the backslash.`

export const misreadEscape: BuildRule = {
  id: 'flux/misread-escape',
  scope: 'build',
  severity: 'warning',
  summary: 'A script has `$${` for a literal `${` where `postBuild` substitutes, and nowhere else.',
  why:
    'Flux takes one of two dollars away only in what it substitutes; elsewhere the shell gets both, the number of its ' +
    'process and a text in braces. A backslash before `${` keeps nothing from being replaced.',
  fix: 'Write `$${name}` where the Kustomization substitutes, and `${name}` where it does not or the object is exempt.',

  *check(build) {
    if (build.owner === undefined) return
    const isSubstituted = substitutes(build)
    for (const resource of build.resources) {
      const isRead = isSubstituted && !isSwitched(resource, 'substitute', 'disabled')
      const problemOf = isRead ? readProblem : unreadProblem
      for (const script of scriptsIn(resource.node)) {
        const problem = problemOf(script, resource)
        if (problem !== undefined) yield { ...problem, resource, trail: resource.trail }
      }
    }
  },
}

const ESCAPED = /(?<!\$)\$\$\{[A-Za-z_]\w*\}/
const BACKSLASH = /\\\$\{[A-Za-z_]\w*\}/
const SHELL = /^#!.*\b(?:ba|da|k|z)?sh\b/

/** What a container runs, and whatever else begins as a script of a shell does. */
function* scriptsIn(node: Node): Generator<Scalar> {
  if (node.kind === 'scalar') {
    if (SHELL.test(node.text)) yield node
  } else if (node.kind === 'list') for (const item of node.items) yield* scriptsIn(item)
  else {
    for (const [key, { value }] of node.entries) yield* SCRIPTS.has(key) ? scalarsIn(value) : scriptsIn(value)
  }
}

function unreadProblem(script: Scalar, resource: Resource): Problem | undefined {
  const [text] = ESCAPED.exec(script.text) ?? []
  return text === undefined ? undefined : { at: placeIn(script, text), message: kept(text, resource) }
}

/** What nothing has replaced is told by other rules. */
function readProblem(script: Scalar, resource: Resource): Problem | undefined {
  const before = scalarBefore(script)
  const [text] = BACKSLASH.exec(before.text) ?? []
  if (text === undefined || script.text.includes(text)) return undefined
  return { at: placeIn(before, text), message: replaced(text, resource) }
}

function placeIn(scalar: Scalar, text: string): Origin {
  const { file, start, end } = scalar
  const at = file.text.slice(start, end).indexOf(text)
  return at < 0 ? scalar : { file, start: start + at, end: start + at + text.length }
}
