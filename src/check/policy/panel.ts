import type { Failure } from '../../model/finding.ts'
import { type Resource, shortId } from '../../model/resource.ts'
import type { Problem } from '../../model/rule.ts'
import { reviewOf } from './gatekeeper/review.ts'
import { PolicyTrap } from './host/policy-trap.ts'
import type { PolicyRuntime } from './host/runtime.ts'
import { fieldOf, numberOf, textOf } from './shape.ts'
import type { Subject } from './subject.ts'
import { ENTRY_POINT } from './unit.ts'

interface Answer {
  readonly subject: Subject
  readonly value: unknown
}

/** What is known of a subject that fails. */
interface Breakage {
  readonly first: string
  readonly count: number
  readonly reason: string
  /** It is not asked again. */
  readonly isFinal: boolean
}

export interface Verdict {
  readonly subject: Subject
  readonly problem: Problem
}

/** One module, and what is asked of it. An object's subjects are all asked in one call. */
export class Panel {
  private readonly runtime: PolicyRuntime
  private readonly broken = new Map<Subject, Breakage>()
  /** What objects that several clusters get alike were answered. */
  private readonly known = new Map<string, unknown>()

  constructor(runtime: PolicyRuntime) {
    this.runtime = runtime
  }

  /** One for each subject that could not be asked about every object. */
  failures(): readonly Failure[] {
    return Array.from(this.broken, ([{ rule }, { first, count, reason }]) => {
      const others = count === 1 ? '' : `, nor over ${String(count - 1)} other objects`
      return {
        stage: rule.id,
        message: `The policy cannot be evaluated over \`${first}\`${others}. ${reason}`,
      }
    })
  }

  /** Builtins that its policies may call and that fleetlint does not have. */
  missingBuiltins(): readonly string[] {
    return this.runtime.missingBuiltins()
  }

  setData(data: string): void {
    this.runtime.setData(data)
  }

  /** What the subjects say of an object, or of the review of it. One that fails does not harm the others. */
  *ask(
    resource: Resource,
    subjects: readonly Subject[],
    review: string = reviewOf(resource),
  ): Generator<Verdict> {
    const asked = subjects.filter(subject => this.broken.get(subject)?.isFinal !== true)
    const together = this.isolated(resource, asked, () => this.answersTo(review, asked))
    const answers = together ?? (asked.length > 1 ? this.oneByOne(resource, asked, review) : [])
    for (const { subject, value } of answers) {
      const problem = subject.problemOf(resource, value)
      if (problem !== undefined) yield { subject, problem: { resource, ...problem } }
    }
  }

  private oneByOne(resource: Resource, subjects: readonly Subject[], review: string): readonly Answer[] {
    return subjects.flatMap(
      subject => this.isolated(resource, [subject], () => this.answersTo(review, [subject])) ?? [],
    )
  }

  /** Undefined where the evaluation trapped; a single subject is then to blame. */
  private isolated(
    { id }: Resource,
    subjects: readonly Subject[],
    evaluate: () => readonly Answer[],
  ): readonly Answer[] | undefined {
    try {
      return subjects.length === 0 ? [] : evaluate()
    } catch (error) {
      if (!(error instanceof PolicyTrap)) throw error
      const [only, second] = subjects
      if (only !== undefined && second === undefined) this.note(only, shortId(id), error)
      return undefined
    }
  }

  private note(subject: Subject, object: string, { message, isBound }: PolicyTrap): void {
    const { first = object, count = 0, reason = message } = this.broken.get(subject) ?? {}
    this.broken.set(subject, { first, count: count + 1, reason, isFinal: isBound })
  }

  private answersTo(review: string, subjects: readonly Subject[]): readonly Answer[] {
    const byKey = new Map<string, Subject[]>()
    for (const subject of subjects) byKey.set(subject.key, [...(byKey.get(subject.key) ?? []), subject])
    const asked = [...byKey].map(
      ([key, group]) => `${JSON.stringify(key)}:[${group.map(({ parameters }) => parameters).join(',')}]`,
    )
    const input = `{"asked":{${asked.join(',')}},"review":${review}}`
    const isAlone = subjects.every(({ inventory }) => !inventory)
    const before = isAlone ? this.known.get(input) : undefined
    const result = before ?? this.runtime.evaluate(ENTRY_POINT, input)
    if (isAlone) this.known.set(input, result)
    return answersOf(result, byKey)
  }
}

function answersOf(result: unknown, byKey: ReadonlyMap<string, readonly Subject[]>): readonly Answer[] {
  if (!Array.isArray(result)) return []
  return result.flatMap(entry => {
    const subject = byKey.get(textOf(entry, 'key'))?.[numberOf(entry, 'index')]
    return subject === undefined ? [] : [{ subject, value: fieldOf(entry, 'answer') }]
  })
}
