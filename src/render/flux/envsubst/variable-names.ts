const VALID = /^[_A-Za-z][_A-Za-z0-9]*$/

/** Flux's pattern, as its message shows it. */
const SHOWN = '^[_[:alpha:]][_[:alpha:][:digit:]]*$'

export interface RefusedName {
  readonly name: string
  /** What Flux says, without a full stop. */
  readonly message: string
}

/**
 * The names that Flux refuses (spec/flux.md 2.1). One of them, used or not, fails the whole Kustomization; unlike in
 * expressions, only ASCII counts, and a digit cannot stand first.
 */
export function checkVariableNames(variables: Iterable<string>): readonly RefusedName[] {
  const refused: RefusedName[] = []
  for (const name of variables) {
    if (!VALID.test(name))
      refused.push({ name, message: `'${name}' var name is invalid, must match '${SHOWN}'` })
  }
  return refused
}
