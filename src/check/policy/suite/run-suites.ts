import { shortId, type Resource } from '../../../model/resource.ts'
import type { Documents } from '../../../read/documents.ts'
import { compileUnits } from '../compile.ts'
import { type Constraint, isConstraint, isEnforcedAt, readConstraint } from '../gatekeeper/constraint.ts'
import { constraintSubject, ruleOf } from '../gatekeeper/constraint-subject.ts'
import { matches } from '../gatekeeper/match.ts'
import { isTemplate, readTemplate, type Template } from '../gatekeeper/template.ts'
import type { PolicyRuntime } from '../host/runtime.ts'
import { runtimeFor } from '../host/runtime-for.ts'
import { Panel } from '../panel.ts'
import { inventoryOf } from '../scope.ts'
import type { CompiledUnit } from '../unit.ts'
import { refutation } from './assertion.ts'
import { type CaseOutcome, failed, passed, skipped, type SuiteOutcome } from './outcome.ts'
import { subjectOfReview } from './reviewed-object.ts'
import { objectIn, objectsIn, SuiteMistake } from './suite-files.ts'
import type { Suite, SuiteCase, SuiteTest } from './suite.ts'

/** The enforcement point of a suite. */
const GATOR = 'gator.gatekeeper.sh'

interface PreparedTest {
  readonly suite: Suite
  readonly test: SuiteTest
  /** The message says why the test cannot run. */
  readonly parts: { readonly template: Template; readonly constraint: Constraint } | SuiteMistake
}

/** Runs Gatekeeper's suites as `gator verify` does; the templates of all of them are compiled in one go. */
export async function runSuites(
  documents: Documents,
  suites: readonly Suite[],
): Promise<readonly SuiteOutcome[]> {
  const prepared = suites.map(suite =>
    suite.tests.map(test => ({ suite, test, parts: partsOf(documents, suite, test) })),
  )
  const bench = await benchFor(documents, prepared.flat())
  return suites.map((suite, index) => ({
    file: suite.file,
    cases: (prepared[index] ?? []).flatMap(test => bench.run(test)),
  }))
}

function partsOf(
  documents: Documents,
  suite: Suite,
  { template, constraint }: SuiteTest,
): PreparedTest['parts'] {
  try {
    return readParts(objectIn(documents, suite.file, template), objectIn(documents, suite.file, constraint))
  } catch (error) {
    if (error instanceof SuiteMistake) return error
    throw error
  }
}

function readParts(templateObject: Resource, constraintObject: Resource): PreparedTest['parts'] {
  if (!isTemplate(templateObject))
    return new SuiteMistake(`\`${shortId(templateObject.id)}\` is no template.`)
  if (!isConstraint(constraintObject)) {
    return new SuiteMistake(`\`${shortId(constraintObject.id)}\` is no constraint.`)
  }
  const reading = readTemplate(templateObject)
  if (reading.result !== 'template') return new SuiteMistake(reading.message)
  const { template } = reading
  if (template.kind !== constraintObject.id.kind) {
    return new SuiteMistake(`\`${shortId(constraintObject.id)}\` is no constraint of \`${template.kind}\`.`)
  }
  const constraint = readConstraint(constraintObject, template.schema)
  return 'message' in constraint ? new SuiteMistake(constraint.message) : { template, constraint }
}

async function benchFor(documents: Documents, tests: readonly PreparedTest[]): Promise<Bench> {
  const sources = new Map(
    tests.flatMap(({ parts }) =>
      parts instanceof SuiteMistake ? [] : [[parts.template.unit.key, parts.template.unit]],
    ),
  )
  const { wasm, units } = await compileUnits([...sources.values()])
  const runtime = wasm === undefined ? undefined : await runtimeFor('fleet', await WebAssembly.compile(wasm))
  return new Bench(documents, new Map(units.map(unit => [unit.key, unit])), runtime)
}

/** Where tests run: their files, and what their templates were compiled to. */
class Bench {
  private readonly documents: Documents
  private readonly units: ReadonlyMap<string, CompiledUnit>
  private readonly runtime: PolicyRuntime | undefined

  constructor(
    documents: Documents,
    units: ReadonlyMap<string, CompiledUnit>,
    runtime: PolicyRuntime | undefined,
  ) {
    this.documents = documents
    this.units = units
    this.runtime = runtime
  }

  run(prepared: PreparedTest): readonly CaseOutcome[] {
    const { suite, test, parts } = prepared
    const named = (name: string): string => (name === '' ? test.name : `${test.name} › ${name}`)
    const unusual = this.reasonToSkip(prepared)
    if (unusual !== undefined) return [skipped(test.name, unusual)]
    if (parts instanceof SuiteMistake) return [failed(test.name, parts.message)]
    const mistake = this.mistakeOf(parts.template)
    if (mistake !== undefined) return [failed(test.name, mistake)]
    return test.cases.map(one => {
      if (one.skip) return skipped(named(one.name), 'The case says `skip`.')
      const message = this.failureOf(suite, parts, one)
      return message === undefined ? passed(named(one.name)) : failed(named(one.name), message)
    })
  }

  private reasonToSkip({ suite, test }: PreparedTest): string | undefined {
    if (suite.skip || test.skip) return 'The suite or the test says `skip`.'
    if (test.invalid) return 'Whether a constraint fits the schema of its template is not tested.'
    return test.expansion === '' ? undefined : 'Expansion templates are not evaluated.'
  }

  private mistakeOf({ unit: { key } }: Template): string | undefined {
    const unit = this.units.get(key)
    const [mistake] = unit?.mistakes ?? []
    if (mistake !== undefined) {
      return `The Rego does not compile, ${mistake.file}:${String(mistake.row)}: ${mistake.message}.`
    }
    const missing = new Set(this.runtime?.missingBuiltins())
    const lacking = unit?.builtins.filter(name => missing.has(name)) ?? []
    return lacking.length === 0
      ? undefined
      : `The template calls \`${lacking.join('`, `')}\`, which fleetlint does not have.`
  }

  /** Why a case fails; undefined where it passes. */
  private failureOf(
    suite: Suite,
    parts: { readonly template: Template; readonly constraint: Constraint },
    one: SuiteCase,
  ): string | undefined {
    try {
      if (one.assertions.length === 0) return 'The case has no assertions.'
      const messages = this.messagesOf(suite, parts, one)
      if (typeof messages === 'string') return messages
      for (const assertion of one.assertions) {
        const message = refutation(assertion, messages)
        if (message !== undefined) return message
      }
      return undefined
    } catch (error) {
      if (error instanceof SuiteMistake) return error.message
      throw error
    }
  }

  private messagesOf(
    { file }: Suite,
    { template, constraint }: { readonly template: Template; readonly constraint: Constraint },
    one: SuiteCase,
  ): readonly string[] | string {
    const { runtime, documents } = this
    if (runtime === undefined) return 'The template is not compiled.'
    const inventory = one.inventory.flatMap(path => objectsIn(documents, file, path))
    const { object, sides, review } = subjectOfReview(objectIn(documents, file, one.object))
    const namespaces = new Map(
      inventory
        .filter(({ id }) => id.kind === 'Namespace' && id.group === '')
        .map(found => [found.id.name, found]),
    )
    if (!isEnforcedAt(constraint, GATOR)) return []
    const surroundings = { namespaces, isServed: false }
    const verdicts = sides.map(side => matches(constraint.match, side, surroundings))
    const verdict = verdicts.find(each => each !== 'no')
    if (verdict === undefined) return []
    if (verdict === 'unknown') return `The inventory has no namespace \`${object.id.namespace}\`.`
    const rule = ruleOf(template, constraint.severity)
    const subject = constraintSubject(template, constraint, { rule, inventory: true })
    const panel = new Panel(runtime)
    panel.setData(inventoryOf(inventory.map(resource => ({ resource }))))
    const messages = Array.from(panel.ask(object, [subject], review), ({ problem }) => problem.message)
    return panel.failures()[0]?.message ?? messages
  }
}
