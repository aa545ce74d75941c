import type { Build } from '../../../model/build.ts'
import { type Resource, shortId } from '../../../model/resource.ts'
import type { BuildRule, Problem } from '../../../model/rule.ts'
import { isSwitched } from '../../../render/flux/metadata.ts'
import { environmentOf, EXPRESSION, expressionPlace } from '../open-variables.ts'
import { scalarBefore, scalarsIn, substitutes, textBefore } from '../variable-sources.ts'

function message(name: string, { id }: Resource, giver: Giver): string {
  return `\`\${${name}}\` of \`${shortId(id)}\` is replaced by Flux, although ${GIVERS[giver]}.`
}

type Giver = 'script' | 'container'

const GIVERS: Readonly<Record<Giver, string>> = {
  script: 'the script sets it itself',
  container: 'it is a variable of the container’s environment',
}

export const foreignVariable: BuildRule = {
  id: 'flux/foreign-variable',
  scope: 'build',
  severity: 'warning',
  summary: 'No `${…}` that a script or a container is to read stands where `postBuild` replaces variables.',
  why:
    'Flux replaces every `${…}` of the objects of a Kustomization with `postBuild`, also in scripts and arguments: the ' +
    'variable becomes empty before Flux 2.9, and fails the whole Kustomization since.',
  fix: 'Write `$${name}` or, in a script, `$name`; or set `kustomize.toolkit.fluxcd.io/substitute: disabled` on the object.',

  *check(build) {
    if (!substitutes(build)) return
    for (const resource of build.resources) {
      if (!isSwitched(resource, 'substitute', 'disabled')) yield* problemsOf(resource, build)
    }
  },
}

function* problemsOf(resource: Resource, { problems, variables }: Build): Generator<Problem> {
  let environment: ReadonlySet<string> | undefined
  for (const scalar of scalarsIn(resource.node)) {
    const before = textBefore(scalar)
    for (const name of foreignNames(before, scalar.text)) {
      // Where every variable is known, an unknown one is an error of its own.
      if (
        problems.some(
          ({ code, message: text }) => code === 'undefined-variable' && text.includes(`\`${name}\``),
        )
      )
        continue
      if (variables?.names.has(name) === true) continue
      environment ??= new Set(environmentOf(resource.node))
      const giver = isAssigned(name, before) ? 'script' : environment.has(name) ? 'container' : undefined
      if (giver === undefined) continue
      const at = expressionPlace(scalarBefore(scalar), name)
      yield { at, message: message(name, resource, giver), resource, trail: resource.trail }
    }
  }
}

/** Names in `${…}` to which nothing gave a value. */
function foreignNames(before: string, after: string): ReadonlySet<string> {
  const names = new Set<string>()
  for (const [, name = ''] of before.matchAll(EXPRESSION)) if (after.includes(`\${${name}}`)) names.add(name)
  return names
}

function isAssigned(name: string, script: string): boolean {
  return new RegExp(`(?:^|[\\s;&|(])(?:${name}=|(?:for|read|read -r) ${name}\\b)`, 'm').test(script)
}
