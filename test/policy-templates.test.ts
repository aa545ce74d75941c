import { expect, test } from 'vitest'
import { checkObjects, CONSTRAINT, lines, POD, TEMPLATE, together } from './policy-fleet.ts'

test('a mistake in the Rego of a template is a finding at its line in the manifest', async () => {
  const broken = TEMPLATE.replace('{"msg": msg}]', '{"msg": msg]')
  const library = TEMPLATE.replace('startswith(image', 'starts_with(image')
  expect(lines(await checkObjects(together(broken, CONSTRAINT, POD)))).toEqual([
    expect.stringMatching(/^build-0\.yaml:15:\d+ error policy\/broken-template The Rego does not compile: /),
  ])
  expect(lines(await checkObjects(together(library, CONSTRAINT, POD)))).toEqual([
    'build-0.yaml:25:13 error policy/broken-template The Rego does not compile: undefined function starts_with.',
  ])
})

test('a template that a patch has folded or quoted is pointed at as a whole', async () => {
  const quoted = TEMPLATE.replace(
    /rego: \|[\s\S]*?libs:/,
    'rego: "package shopimages\\nviolation[{\\"msg\\": 1}] { x }"\n      libs:',
  )
  const [line] = lines(await checkObjects(quoted))
  expect(line).toMatch(/^build-0\.yaml:10:13 error policy\/broken-template /)
})

test('a template of a name that is not its kind, and one that sees too much, are findings', async () => {
  const checked = await checkObjects(
    together(
      TEMPLATE.replace('name: shopimages', 'name: shop-images'),
      TEMPLATE.replaceAll('shopimages', 'shopimagestoo')
        .replace('kind: ShopImages', 'kind: ShopImagesToo')
        .replace('data.lib.registry', 'data.secrets.registry'),
    ),
  )
  expect(lines(checked).map(line => line.replace(/^(\S+) \S+ /, '$1 '))).toEqual([
    'build-0.yaml:4:9 policy/broken-template The template is named `shop-images`, and the kind of its constraints is `ShopImages`: the name is not the kind in small letters.',
    'build-0.yaml:40:16 policy/broken-template The Rego does not compile: `data.secrets.registry` is neither below `data.lib` nor below `data.inventory`.',
  ])
})

test('what is not evaluated is a gap', async () => {
  const native = TEMPLATE.replace(
    / {6}rego: \|[\s\S]*/,
    '      code: [{ engine: K8sNativeValidation, source: {} }]\n',
  )
  expect((await checkObjects(together(native, CONSTRAINT, POD))).gaps.map(({ message }) => message)).toEqual([
    'The template `shopimages` is written in CEL, which fleetlint does not evaluate.',
  ])
  const calling = TEMPLATE.replace(
    'not registry',
    'http.send({"method": "get", "url": image}).ok\n          not registry',
  )
  const checked = await checkObjects(together(calling, CONSTRAINT, POD))
  expect(checked.gaps.map(({ reason, message }) => [reason, message])).toEqual([
    ['unsupported', 'The template `shopimages` calls `http.send`, which fleetlint does not have.'],
  ])
  expect(checked.raised).toEqual([])
  expect(checked.counts.policies).toBe(2)
  expect((await checkObjects(together(CONSTRAINT, POD))).gaps.map(({ message }) => message)).toEqual([
    'The constraint template of `ShopImages` is not in what `dev` gets.',
  ])
})

test('a constraint whose selector makes no sense is a finding', async () => {
  const selector = '    labelSelector: { matchExpressions: [{ key: a, operator: Is }] }\n'
  const constraint = CONSTRAINT.replace('    namespaces: [shop]\n', selector)
  expect(lines(await checkObjects(together(TEMPLATE, constraint, POD)))).toEqual([
    'build-0.yaml:34:61 error policy/broken-constraint `Is` is no operator of a label selector.',
  ])
})

test('a policy that never ends is a failure, and the others go on', async () => {
  const endless = TEMPLATE.replace(
    'image := input',
    'all := numbers.range(1, 3000)\n          all[_] > 0; all[_] > 0; all[_] > 0; all[_] < 0\n          image := input',
  )
  const checked = await checkObjects(together(endless, CONSTRAINT, POD.replace(':1\n', '\n')))
  expect(checked.failures).toEqual([
    {
      stage: 'policy/shopimages',
      message: 'The policy cannot be evaluated over `Pod shop/web`. It takes more memory than is allowed.',
    },
  ])
  expect(checked.raised.map(({ rule }) => rule.id)).toEqual(['policy/unpinned-image'])
})

test('a template on which the compiler breaks is a failure, and the others go on', async () => {
  const deep = TEMPLATE.replace(
    'image := input',
    `image := ${'['.repeat(6000)}${']'.repeat(6000)}; x := input`,
  )
    .replace('name: shopimages', 'name: deep')
    .replace('kind: ShopImages', 'kind: Deep')
  const checked = await checkObjects(together(deep, TEMPLATE, CONSTRAINT, POD))
  expect(checked.failures).toEqual([
    {
      stage: 'policy/deep',
      message: 'The template `deep` cannot be compiled. It is nested deeper than the compiler can follow.',
    },
  ])
  expect(checked.raised.map(({ rule }) => rule.id)).toEqual(['policy/shopimages'])
})

test('an answer without a message is none, as for Gatekeeper', async () => {
  const silent = TEMPLATE.replace('violation[{"msg": msg}]', 'violation[{"message": msg}]')
  expect(lines(await checkObjects(together(silent, CONSTRAINT, POD)))).toEqual([])
  const number = TEMPLATE.replace('violation[{"msg": msg}]', 'violation[{"msg": count(msg)}]')
  expect(lines(await checkObjects(together(number, CONSTRAINT, POD)))).toEqual([
    'build-0.yaml:39:19 error policy/shopimages 74',
  ])
})

test.each([
  ['has a mistake', (template: string) => template.replace('image := input', 'image := = input')],
  [
    'calls what is not there',
    (template: string) => template.replace('image := input', 'time.now_ns() > 0; image := input'),
  ],
  ['is for another target', (template: string) => template.replace('admission.k8s', 'validation')],
  ['is no text', (template: string) => template.replace(/rego: \|[^]*?(?= {6}libs)/, 'rego: 5\n')],
])('a template that %s has a rule that was not asked', async (_, edit) => {
  const checked = await checkObjects(together(edit(TEMPLATE), CONSTRAINT, POD))
  expect(checked.unevaluated).toEqual(['policy/shopimages'])
  expect(checked.rules.map(({ id }) => id)).toContain('policy/shopimages')
  expect(checked.raised.map(({ rule }) => rule.id)).not.toContain('policy/shopimages')
})

test('a policy that contradicts itself fails over the objects where it does', async () => {
  const contradictory = TEMPLATE.replace(
    'is_ours(image, registries) {',
    'is_ours(image, registries) = false { endswith(image, ":1") }\n\n          is_ours(image, registries) {',
  ).replace('startswith(image, registries[_])', 'true')
  const fine = POD.replace('name: web,', 'name: fine,').replace(':1\n', ':2\n')
  const { failures } = await checkObjects(together(contradictory, CONSTRAINT, POD, fine))
  expect(failures).toEqual([
    {
      stage: 'policy/shopimages',
      message: expect.stringMatching(
        /^The policy cannot be evaluated over `Pod shop\/web`\. It stops: .*conflict\.$/,
      ) as string,
    },
  ])
})

test('a namespace that the repository does not show is a gap where its labels decide', async () => {
  const constraint = CONSTRAINT.replace(
    '    namespaces: [shop]\n',
    '    namespaceSelector: { matchLabels: { team: shop } }\n',
  )
  const unknown = await checkObjects(together(TEMPLATE, constraint, POD))
  expect(unknown.raised).toEqual([])
  expect(unknown.gaps.map(({ message }) => message)).toEqual([
    'The namespace `shop` is not in what `dev` gets, and `ShopImages from-us` looks at it.',
  ])
  const namespace = 'apiVersion: v1\nkind: Namespace\nmetadata: { name: shop, labels: { team: shop } }\n'
  const known = await checkObjects(together(TEMPLATE, constraint, POD, namespace))
  expect(known.raised.map(({ rule }) => rule.id)).toEqual(['policy/shopimages'])
  expect(known.gaps).toEqual([])
})

test('a template that reads the namespace of the object gets it', async () => {
  const template = TEMPLATE.replace(
    'not registry',
    'input.review.namespaceObject.metadata.labels["kubernetes.io/metadata.name"] == "shop"\n          input.review.namespaceObject.metadata.labels.team == "shop"\n          not registry',
  )
  const namespace = 'apiVersion: v1\nkind: Namespace\nmetadata: { name: shop, labels: { team: shop } }\n'
  const known = await checkObjects(together(template, CONSTRAINT, POD, namespace))
  expect(known.raised.map(({ rule }) => rule.id)).toEqual(['policy/shopimages'])
  expect(known.gaps).toEqual([])
  const other = await checkObjects(
    together(template, CONSTRAINT, POD, namespace.replace('team: shop', 'team: bank')),
  )
  expect(other.raised).toEqual([])
  const unknown = await checkObjects(together(template, CONSTRAINT, POD))
  expect(unknown.raised).toEqual([])
  expect(unknown.gaps.map(({ message }) => message)).toEqual([
    'The namespace `shop` is not in what `dev` gets, and `ShopImages from-us` looks at it.',
  ])
})

test('a constraint that Gatekeeper refuses holds nothing, and is a finding', async () => {
  const misspelt = CONSTRAINT.replace('    namespaces: [shop]\n', '    namespace: [bank]\n')
  expect(lines(await checkObjects(together(TEMPLATE, misspelt, POD)))).toEqual([
    'build-0.yaml:34:5 error policy/broken-constraint `match` has no `namespace`. Did you mean `namespaces`?',
  ])
  const scoped = CONSTRAINT.replace('spec:\n', 'spec:\n  enforcementAction: scoped\n')
  expect(lines(await checkObjects(together(TEMPLATE, scoped, POD)))).toEqual([
    'build-0.yaml:32:22 error policy/broken-constraint The action is `scoped`, and `scopedEnforcementActions` lists none.',
  ])
})

test.for([
  ['enforcementAction: deny', 'error'],
  ['enforcementAction: warn', 'warning'],
  ['enforcementAction: dryrun', 'info'],
  ['enforcementAction: dryer', 'info'],
  [
    'enforcementAction: scoped\n  scopedEnforcementActions: [{ action: dryrun, enforcementPoints: [{ name: audit.gatekeeper.sh }] }, { action: warn, enforcementPoints: [{ name: validation.gatekeeper.sh }] }]',
    'warning',
  ],
] as const)('%s is of severity %s', async ([action, severity]) => {
  const constraint = CONSTRAINT.replace('spec:\n', `spec:\n  ${action}\n`)
  const { raised } = await checkObjects(together(TEMPLATE, constraint, POD))
  expect(raised.map(({ rule }) => rule.severity)).toEqual([severity])
})

test('the defaults of a template fill in the parameters', async () => {
  const schema = `  crd:
    spec:
      names: { kind: ShopImages }
      validation:
        openAPIV3Schema:
          type: object
          properties:
            registries: { type: array, items: { type: string }, default: [registry.example/] }
`
  const template = TEMPLATE.replace(/ {2}crd: .*\n/, schema)
  const constraint = CONSTRAINT.replace(/ {2}parameters: .*\n/, '  parameters: {}\n')
  expect((await checkObjects(together(template, constraint, POD))).raised).toEqual([])
})

test('a fleet with nothing to ask asks nothing', async () => {
  const checked = await checkObjects(
    'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: web, namespace: shop }\n',
  )
  expect(checked).toMatchObject({ raised: [], gaps: [], failures: [], counts: { policies: 0 } })
})

test('two runs say the same in the same order', async () => {
  const text = together(TEMPLATE, CONSTRAINT, POD, POD.replace('name: web,', 'name: other,'))
  expect(lines(await checkObjects(text))).toEqual(lines(await checkObjects(text)))
})
