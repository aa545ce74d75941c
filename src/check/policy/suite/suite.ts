import { isTrueAt, itemsAt, scalarAt, textAt } from '../../../lib/node.ts'
import type { ParsedFile } from '../../../model/document.ts'
import type { RepoPath } from '../../../model/location.ts'
import type { Node } from '../../../model/node.ts'
import { textsAt } from '../texts-at.ts'

/** `kind: Suite` of `test.gatekeeper.sh`, as `gator verify` reads it. Paths are relative to the suite's file. */
export interface Suite {
  readonly file: RepoPath
  readonly skip: boolean
  readonly tests: readonly SuiteTest[]
}

export interface SuiteTest {
  readonly name: string
  readonly template: string
  readonly constraint: string
  readonly expansion: string
  /** The constraint is expected not to fit the template's schema. */
  readonly invalid: boolean
  readonly skip: boolean
  readonly cases: readonly SuiteCase[]
}

export interface SuiteCase {
  readonly name: string
  readonly object: string
  readonly inventory: readonly string[]
  readonly assertions: readonly Assertion[]
  readonly skip: boolean
}

export interface Assertion {
  /** `yes`, `no` or a number. */
  readonly violations: string
  /** A regular expression that the counted messages match; undefined counts them all. */
  readonly message: string | undefined
}

const SUITE_API = /^test\.gatekeeper\.sh\//

/** The suites in a file; it may hold other documents. */
export function suitesIn({ file, documents }: ParsedFile): readonly Suite[] {
  return documents.flatMap(({ root }) => {
    const isSuite = textAt(root, 'kind') === 'Suite' && SUITE_API.test(textAt(root, 'apiVersion') ?? '')
    return isSuite
      ? [{ file: file.path, skip: isTrueAt(root, 'skip'), tests: itemsAt(root, 'tests').map(testOf) }]
      : []
  })
}

function testOf(node: Node): SuiteTest {
  return {
    name: textAt(node, 'name') ?? '',
    template: textAt(node, 'template') ?? '',
    constraint: textAt(node, 'constraint') ?? '',
    expansion: textAt(node, 'expansion') ?? '',
    invalid: isTrueAt(node, 'invalid'),
    skip: isTrueAt(node, 'skip'),
    cases: itemsAt(node, 'cases').map(caseOf),
  }
}

function caseOf(node: Node): SuiteCase {
  return {
    name: textAt(node, 'name') ?? '',
    object: textAt(node, 'object') ?? '',
    inventory: textsAt(node, 'inventory'),
    assertions: itemsAt(node, 'assertions').map(item => ({
      violations: scalarAt(item, 'violations')?.text ?? 'yes',
      message: scalarAt(item, 'message')?.text,
    })),
    skip: isTrueAt(node, 'skip'),
  }
}
