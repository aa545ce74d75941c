import { expect, test } from 'vitest'
import { checkObjects, checkTree, CONSTRAINT, lines, POD, TEMPLATE, together } from './policy-fleet.ts'

test('a container that a component makes privileged is a finding at the line of the component', async () => {
  const checked = await checkTree({
    'clusters/dev/web.yaml': `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: web, namespace: flux-system }
spec:
  interval: 1h
  path: ./web
  prune: true
  sourceRef: { kind: GitRepository, name: flux-system }
`,
    'web/kustomization.yaml': 'resources: [pod.yaml]\ncomponents: [../debug]\n',
    'web/pod.yaml': POD,
    'debug/kustomization.yaml': `apiVersion: kustomize.config.k8s.io/v1alpha1
kind: Component
patches:
  - path: patch.yaml
`,
    'debug/patch.yaml': `apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop }
spec:
  containers:
    - name: web
      securityContext:
        privileged: true
`,
  })
  expect(lines(checked)).toEqual([
    'debug/patch.yaml:8:21 error policy/privileged-container The container `web` is privileged.',
  ])
})

test('every kind of workload is looked into, and init containers too', async () => {
  const checked = await checkObjects(`apiVersion: batch/v1
kind: CronJob
metadata: { name: nightly, namespace: shop }
spec:
  jobTemplate:
    spec:
      template:
        spec:
          initContainers:
            - name: wait
              image: registry.example:5000/wait
`)
  expect(lines(checked)).toEqual([
    'build-0.yaml:11:22 error policy/unpinned-image The image `registry.example:5000/wait` of the container `wait` has neither tag nor digest.',
  ])
})

const TENANT = `apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels: { toolkit.fluxcd.io/tenant: shop }
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: { name: shop }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin }
subjects:
  - kind: ServiceAccount
    name: shop
    namespace: shop
`

test('a tenant that is cluster-admin is a finding at its name', async () => {
  expect(lines(await checkObjects(TENANT))).toEqual([
    "build-0.yaml:13:11 error policy/tenant-cluster-admin The tenant's service account `shop` of the namespace `shop` is cluster-admin of the whole cluster.",
  ])
})

test('a policy can be made a warning, or switched off', async () => {
  const warned = await checkObjects(TENANT, new Map([['policy/tenant-cluster-admin', 'warning']]))
  expect(warned.raised.map(({ rule }) => rule.severity)).toEqual(['warning'])
  const off = await checkObjects(TENANT, new Map([['policy/tenant-cluster-admin', 'off']]))
  expect(off.raised).toEqual([])
  expect(off.rules.map(({ id }) => id)).not.toContain('policy/tenant-cluster-admin')
})

test('a template of the cluster is compiled and holds what its constraint matches', async () => {
  const elsewhere = POD.replace('namespace: shop', 'namespace: bank')
  const checked = await checkObjects(together(TEMPLATE, CONSTRAINT, POD, elsewhere))
  expect(lines(checked)).toEqual([
    'build-0.yaml:43:14 error policy/shopimages image <registry.example/web:1> comes from elsewhere than ["ours.example/"]',
  ])
  expect(checked.raised[0]?.problem.fix).toBe(
    'Change the object, or what the constraint `ShopImages from-us` asks for.',
  )
  expect(checked.counts).toEqual({ policies: 3 })
  expect(checked.gaps).toEqual([])
})

test.for([
  ['warn', 'warning'],
  ['dryrun', 'info'],
  ['deny', 'error'],
] as const)('the action %s is the severity %s', async ([action, severity]) => {
  const constraint = CONSTRAINT.replace('spec:\n', `spec:\n  enforcementAction: ${action}\n`)
  const { raised } = await checkObjects(together(TEMPLATE, constraint, POD))
  expect(raised.map(({ rule }) => rule.severity)).toEqual([severity])
})

test('of scoped actions the strongest counts', async () => {
  const scoped = `spec:
  enforcementAction: scoped
  scopedEnforcementActions:
    - { action: dryrun, enforcementPoints: [{ name: audit.gatekeeper.sh }] }
    - { action: warn, enforcementPoints: [{ name: validation.gatekeeper.sh }] }
`
  const { raised } = await checkObjects(together(TEMPLATE, CONSTRAINT.replace('spec:\n', scoped), POD))
  expect(raised.map(({ rule }) => rule.severity)).toEqual(['warning'])
})
