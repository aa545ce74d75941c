import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { compareText } from '../src/lib/order.ts'
import { CONSTRAINT, POD, TEMPLATE } from './policy-fleet.ts'
import { PROJECT, run } from './policy-run.ts'
import { temporaryTree } from './temporary-tree.ts'

const SUITE = `kind: Suite
apiVersion: test.gatekeeper.sh/v1alpha1
tests:
  - name: images
    template: template.yaml
    constraint: constraint.yaml
    cases:
      - name: from-elsewhere
        object: objects/pod.yaml
        assertions:
          - violations: 1
            message: ^image <registry
          - violations: yes
          - violations: no
            message: nothing like it
      - name: from-us
        object: objects/ours.yaml
        assertions:
          - violations: no
      - name: refuted
        object: objects/ours.yaml
        assertions:
          - violations: yes
      - name: unwritten
        object: objects/none.yaml
        assertions:
          - violations: yes
      - name: put-off
        skip: true
        object: objects/pod.yaml
        assertions:
          - violations: yes
  - name: expanded
    template: template.yaml
    constraint: constraint.yaml
    expansion: expansion.yaml
  - name: of-another-kind
    template: template.yaml
    constraint: other.yaml
`

const SUITE_FILES = {
  'suite.yaml': SUITE,
  'template.yaml': TEMPLATE,
  'constraint.yaml': CONSTRAINT,
  'other.yaml': CONSTRAINT.replace('ShopImages', 'BankImages'),
  'objects/pod.yaml': POD,
  'objects/ours.yaml': POD.replace('registry.example', 'ours.example'),
}

test('a suite of Gatekeeper runs as gator runs it, and says what does not hold', async () => {
  const { code, stdout } = await run(temporaryTree(SUITE_FILES), 'test', '.', '--format', 'json')
  expect(code).toBe(1)
  const result = JSON.parse(stdout) as { suites: { cases: object[] }[]; totals: object }
  expect(result.totals).toEqual({ pass: 2, fail: 3, skip: 2 })
  expect(result.suites[0]?.cases).toEqual([
    { name: 'images › from-elsewhere', outcome: 'pass', message: '' },
    { name: 'images › from-us', outcome: 'pass', message: '' },
    {
      name: 'images › refuted',
      outcome: 'fail',
      message: 'There are 0 violations where `yes` is expected.',
    },
    { name: 'images › unwritten', outcome: 'fail', message: 'There is no file `objects/none.yaml`.' },
    { name: 'images › put-off', outcome: 'skip', message: 'The case says `skip`.' },
    { name: 'expanded', outcome: 'skip', message: 'Expansion templates are not evaluated.' },
    {
      name: 'of-another-kind',
      outcome: 'fail',
      message: '`BankImages from-us` is no constraint of `ShopImages`.',
    },
  ])
})

test('a deleted object is reviewed as the one that was', async () => {
  const review = `apiVersion: admission.k8s.io/v1
kind: AdmissionReview
request:
  operation: DELETE
  kind: { group: "", version: v1, kind: Pod }
  oldObject:
${POD.replace(/^/gm, '    ').trimEnd()}
`
  const files = { ...SUITE_FILES, 'objects/pod.yaml': review }
  const { stdout } = await run(temporaryTree(files), 'test', 'suite.yaml')
  expect(stdout).toContain('✓ images › from-elsewhere')
})

test('of an update either side may match', async () => {
  const indented = (text: string): string => text.replace(/^/gm, '    ').trimEnd()
  const review = `apiVersion: admission.k8s.io/v1
kind: AdmissionReview
request:
  operation: UPDATE
  kind: { group: "", version: v1, kind: Pod }
  object:
${indented(POD)}
  oldObject:
${indented(POD.replace('namespace: shop }', 'namespace: shop, labels: { app: old } }'))}
`
  const selecting = CONSTRAINT.replace(
    'spec:\n  match:\n',
    'spec:\n  match:\n    labelSelector: { matchLabels: { app: old } }\n',
  )
  const files = { ...SUITE_FILES, 'objects/pod.yaml': review, 'constraint.yaml': selecting }
  expect((await run(temporaryTree(files), 'test', 'suite.yaml')).stdout).toContain(
    '✓ images › from-elsewhere',
  )
  const created = { ...files, 'objects/pod.yaml': POD }
  expect((await run(temporaryTree(created), 'test', 'suite.yaml')).stdout).toContain(
    '✗ images › from-elsewhere',
  )
})

test.for([
  ['gator.gatekeeper.sh', '✓'],
  ['"*"', '✓'],
  ['audit.gatekeeper.sh', '✗'],
] as const)('a constraint that acts at %s is tested: %s', async ([point, mark]) => {
  const scope = `  enforcementAction: scoped\n  scopedEnforcementActions: [{ action: deny, enforcementPoints: [{ name: ${point} }] }]\n`
  const files = { ...SUITE_FILES, 'constraint.yaml': CONSTRAINT.replace('spec:\n', `spec:\n${scope}`) }
  const { stdout } = await run(temporaryTree(files), 'test', 'suite.yaml')
  expect(stdout).toContain(`${mark} images › from-elsewhere`)
})

const REGO = `package shop

import rego.v1

default allow := false

allow if input.team == "shop"
`

const REGO_TEST = `package shop_test

import data.shop
import rego.v1

test_the_team_may if shop.allow with input as {"team": "shop"}

test_others_may if shop.allow with input as {"team": "bank"}

todo_test_later if false
`

test('rules of Rego are run, and one that is not true fails', async () => {
  const tree = temporaryTree({ 'rego/shop.rego': REGO, 'rego/shop_test.rego': REGO_TEST })
  const { code, stdout } = await run(tree, 'test', 'rego')
  expect(code).toBe(1)
  expect(stdout).toBe(`rego/shop_test.rego
  ✓ shop_test.test_the_team_may
  ✗ shop_test.test_others_may
      The rule is undefined.
  - shop_test.todo_test_later
      The rule says that it is to be done.

1 passed, 1 failed, 1 skipped.
`)
})

test('Rego that does not compile fails at its line', async () => {
  const tree = temporaryTree({ 'shop.rego': REGO.replace('input.team', 'inputs.team') })
  const { code, stdout } = await run(tree, 'test', 'shop.rego')
  expect(code).toBe(1)
  expect(stdout).toContain('shop.rego\n  ✗ 7:10\n      The Rego does not compile: var inputs is unsafe.\n')
})

test('our own policies pass their tests', async () => {
  const { code, stdout } = await run(PROJECT, 'test', 'policies')
  expect(stdout).toContain(' 0 failed, 0 skipped.')
  expect(code).toBe(0)
})

test('the committed bundle is what the policies compile to', async () => {
  expect(await run(PROJECT, 'build', '--check')).toEqual({
    code: 0,
    stdout: 'The bundle is what the policies compile to.\n',
    stderr: '',
  })
})

/** A policy of ours that stands alone. */
const DESCRIBED = `# METADATA
# title: Nothing is in the platform.
# description: It is not theirs.
# custom:
#   id: in-platform
#   severity: error
#   fix: Move it.
#   kinds: [/Pod]
package shop.in_platform

import rego.v1

problems contains {"path": ["metadata", "namespace"], "message": message} if {
	input.metadata.namespace in platform
	message := concat(" ", ["It is in", input.metadata.namespace])
}

platform := {"flux-system"}
`

test('a bundle is built from policies and from the templates of the fleet, and goes stale', async () => {
  const tree = temporaryTree({
    'policies/a.rego': DESCRIBED,
    'gatekeeper/template.yaml': TEMPLATE,
    'gatekeeper/kustomization.yaml': 'resources: [template.yaml]\n',
  })
  expect((await run(tree, 'build', '--check', tree)).code).toBe(1)
  expect((await run(tree, 'build', tree)).stdout).toBe(
    'Built 1 policy and 1 template to `policies/bundle.wasm`.\n',
  )
  expect((await run(tree, 'build', '--check', tree)).code).toBe(0)
})

test('a policy that lacks its description, or does not compile, is not built', async () => {
  const bare = temporaryTree({ 'policies/a.rego': DESCRIBED.replace(/^# {3}(?:fix|severity).*\n/gm, '') })
  expect(await run(bare, 'build', bare)).toEqual({
    code: 1,
    stdout: '',
    stderr: 'policies/a.rego:1:1 The METADATA of the package lacks `custom.fix`, `custom.severity`.\n',
  })
  const broken = temporaryTree({ 'policies/a.rego': DESCRIBED.replace('in platform', 'in platforms') })
  const { stderr } = await run(broken, 'build', broken)
  expect(stderr).toMatch(/^policies\/a\.rego:\d+:\d+ var platforms is unsafe\.\n/)
})

test('a policy that calls a builtin that is left to the host is not built', async () => {
  const calling = DESCRIBED.replace('input.metadata.namespace in', 'sprintf("%s", ["a"])\n\t$&')
  const speaking =
    '# Where sprintf (of OPA) would do.\npackage lib.words\n\nimport rego.v1\n\nsprintf_of := 1\n'
  const tree = temporaryTree({ 'policies/a.rego': calling, 'policies/Lib.rego': speaking })
  expect(await run(tree, 'build', tree)).toEqual({
    code: 1,
    stdout: '',
    stderr:
      'policies/a.rego:14:2 The host that runs this does not have the builtin `sprintf`, or not as OPA has it.\n',
  })
})

test('the policies that are known can be listed', async () => {
  expect((await run(PROJECT, 'list')).stdout).toContain(
    'policy/privileged-container  error    No container is privileged.\n',
  )
  const { stdout } = await run(PROJECT, 'list', '--format', 'json')
  const { policies } = JSON.parse(stdout) as { policies: { id: string }[] }
  const ids = policies.map(({ id }) => id)
  expect(ids).toEqual([...ids].sort(compareText))
  expect(ids).toEqual(
    expect.arrayContaining([
      'policy/privileged-container',
      'policy/tenant-cluster-admin',
      'policy/unpinned-image',
    ]),
  )
})

test('what cannot be meant is refused', async () => {
  const tree = temporaryTree()
  mkdirSync(join(tree, 'empty'))
  await expect(run(tree, 'tset')).rejects.toThrow('There is no `policy tset`. Did you mean `test`?')
  await expect(run(tree)).rejects.toThrow('`policy` needs one of build, test, list.')
  await expect(run(tree, 'test', 'nowhere')).rejects.toThrow('`nowhere` does not exist.')
  await expect(run(tree, 'test', 'empty')).rejects.toThrow('There is nothing to test')
  await expect(run(tree, 'list', '--format', 'xml')).rejects.toThrow('There is no format `xml`.')
})
