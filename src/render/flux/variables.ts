import { mapAt, textAt } from '../../lib/node.ts'
import type { Node, Scalar } from '../../model/node.ts'
import type { BuildGap } from '../../model/build.ts'
import type { ObjectId, Resource } from '../../model/resource.ts'
import { type Given, givenBy, isEncrypted, scalarsOf } from './given-variables.ts'
import { specOf, substituteFrom, type SubstituteFrom } from './spec.ts'

/** A variable's value and the place that gives it. */
export interface Variable {
  readonly value: string
  readonly at: Node
}

/** The variables of one Kustomization. */
export interface VariableSet {
  readonly variables: ReadonlyMap<string, Variable>
  /** Names that have a value which nobody can read here: encrypted, or made in the cluster. */
  readonly hidden: ReadonlySet<string>
  /** Whether there are no others: every object of `substituteFrom` is known by its keys. */
  readonly isComplete: boolean
  /** Whether the controller would substitute at all (spec/flux.md 2.2). */
  readonly isActive: boolean
  /** What stands for a name without a value: the expression as it is written, or nothing, as before Flux 2.9. */
  readonly whenUnset: 'keep' | 'empty'
  /** Before Flux 2.9 a name without a value is nothing, and no mistake in a text that only people read. */
  readonly isLenient?: boolean
  readonly gaps: readonly BuildGap[]
}

/** Finds a ConfigMap or Secret that the cluster delivers, or the object of which an operator makes it. */
export type FindObject = (id: Pick<ObjectId, 'kind' | 'namespace' | 'name'>) => Resource | undefined

/** Collects `postBuild` variables: `substituteFrom` in order, then `substitute` (spec/flux.md 2.1). */
export function collectVariables(owner: Resource, find: FindObject): VariableSet | undefined {
  const postBuild = mapAt(specOf(owner), 'postBuild')
  if (postBuild === undefined) return undefined
  const names = new Names()
  const sources = substituteFrom(owner).map(reference => sourceOf(reference, owner, find))
  for (const { given } of sources) if (given !== undefined) names.add(given)
  names.add({ values: scalarsOf(mapAt(postBuild, 'substitute')), hidden: [] })
  const { variables, hidden } = names
  const isComplete = sources.every(({ given }) => given?.isWhole === true)
  const always = textAt(postBuild, 'substituteStrategy') === 'Always'
  const isActive = variables.size > 0 || hidden.size > 0 || always || !isComplete
  const gaps = sources.flatMap(({ gap }) => gap ?? [])
  return { variables, hidden, isComplete, gaps, isActive, whenUnset: 'keep' }
}

interface VariableSource {
  readonly given: Given | undefined
  readonly gap: BuildGap | undefined
}

function sourceOf(reference: SubstituteFrom, owner: Resource, find: FindObject): VariableSource {
  const found = find({ kind: reference.kind, namespace: owner.id.namespace, name: reference.name })
  const given = found === undefined ? undefined : givenBy(found)
  const isKnown = given === undefined ? reference.optional : given.hidden.length === 0 && given.isWhole
  return { given, gap: isKnown ? undefined : unknownValues(reference, owner, found) }
}

/** Whoever names a variable last gives its value. */
class Names {
  readonly variables = new Map<string, Variable>()
  readonly hidden = new Set<string>()

  add({ values, hidden }: Pick<Given, 'values' | 'hidden'>): void {
    for (const [name, at] of values) this.set(name, at)
    for (const name of hidden) {
      this.variables.delete(name)
      this.hidden.add(name)
    }
  }

  private set(name: string, at: Scalar): void {
    this.hidden.delete(name)
    this.variables.set(name, { value: at.text.replaceAll('\n', ''), at })
  }
}

function unknownValues(
  { kind, name, at }: SubstituteFrom,
  owner: Resource,
  found: Resource | undefined,
): BuildGap {
  const id = `\`${kind} ${owner.id.namespace}/${name}\``
  if (found === undefined)
    return {
      reason: 'unknown-values',
      at,
      message: `${id} is not in the repository; its variables are unknown.`,
    }
  return isEncrypted(found)
    ? { reason: 'encrypted', at, message: `${id} is encrypted; the values of its variables are unknown.` }
    : {
        reason: 'unknown-values',
        at,
        message: `${id} is made in the cluster; the values of its variables are unknown.`,
      }
}
