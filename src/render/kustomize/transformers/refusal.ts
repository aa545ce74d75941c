import type { BuildProblem, BuildProblemCode } from '../../../model/build.ts'
import type { Origin } from '../../../model/location.ts'
import type { Context } from '../context.ts'
import type { KustomizeObject } from '../object.ts'

/** What kustomize refuses to do, at the line that asks for it. Thrown inside a transformer, reported by it. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly code: BuildProblemCode
  readonly at: Origin

  constructor(code: BuildProblemCode, at: Origin, message: string) {
    super(message)
    this.code = code
    this.at = at
  }

  toProblem(): BuildProblem {
    return { code: this.code, at: this.at, message: this.message }
  }
}

/** The result of `change`, or what stands instead when it is refused; the refusal is reported. */
export function orElse<T>(context: Context, instead: T, change: () => T): T {
  try {
    return change()
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    context.report(error.toProblem())
    return instead
  }
}

/** Changes one object after another; an object whose change is refused stays as it is, a deleted one goes. */
export function changeEach(
  context: Context,
  objects: readonly KustomizeObject[],
  change: (object: KustomizeObject) => KustomizeObject | undefined,
): readonly KustomizeObject[] {
  const changed: KustomizeObject[] = []
  for (const object of objects) {
    const result = orElse(context, object, () => change(object))
    if (result !== undefined) changed.push(result)
  }
  return changed
}
