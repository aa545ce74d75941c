import { expect, test } from 'vitest'
import { loadBundle, readIndex } from '../src/check/policy/bundle.ts'
import { reviewOf } from '../src/check/policy/gatekeeper/review.ts'
import { PolicyTrap } from '../src/check/policy/host/policy-trap.ts'
import type { PolicyRuntime } from '../src/check/policy/host/runtime.ts'
import { runtimeFor } from '../src/check/policy/host/runtime-for.ts'
import { inventoryOf } from '../src/check/policy/scope.ts'
import { ENTRY_POINT } from '../src/check/policy/unit.ts'
import { resourcesOf } from './small-cluster.ts'

/** Of each kind of question that our policies ask, an object about which they say something. */
const OBJECTS = resourcesOf(
  'objects.yaml',
  `apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop }
spec:
  initContainers: [{ name: wait, image: registry.example/wait }]
  containers: [{ name: web, image: registry.example/web, securityContext: { privileged: true } }]
---
apiVersion: batch/v1
kind: CronJob
metadata: { name: nightly, namespace: shop }
spec:
  jobTemplate:
    spec:
      template:
        spec: { containers: [{ name: run, image: run, securityContext: { privileged: true } }] }
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: { name: all }
roleRef: { kind: ClusterRole, name: cluster-admin }
subjects: [{ kind: ServiceAccount, name: reconciler, namespace: shop }]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: platform, namespace: flux-system }
roleRef: { kind: ClusterRole, name: cluster-admin }
subjects: [{ kind: ServiceAccount, name: reconciler, namespace: shop }]
---
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { toolkit.fluxcd.io/tenant: shop } }
`,
)

/** JSON texts, to be written in the place of any value. */
const ODD = [
  'null',
  'true',
  '0',
  '-1.50',
  '1e21',
  '12345678901234567890',
  '""',
  '"%s %d %v %(name)s %%"',
  String.raw`"a\u0000\n\"é😀"`,
  '"flux-system"',
  '[]',
  '["a", 1, null]',
  '{}',
  '{"name": {"name": [2]}, "kind": "ServiceAccount"}',
]

/** The value once for each of its parts, itself included, as JSON text with `written` in the place of that part. */
function* mutations(value: unknown, written: string): Generator<string> {
  yield written
  if (typeof value !== 'object' || value === null) return
  const parts = Object.entries(value)
  const isList = Array.isArray(value)
  for (const [key, part] of parts) {
    for (const changed of mutations(part, written)) {
      const texts = parts.map(([name, other]) => {
        const text = name === key ? changed : JSON.stringify(other)
        return isList ? text : `${JSON.stringify(name)}:${text}`
      })
      yield isList ? `[${texts.join(',')}]` : `{${texts.join(',')}}`
    }
  }
}

function outcomeOf(runtime: PolicyRuntime, input: string): unknown {
  try {
    return runtime.evaluate(ENTRY_POINT, input)
  } catch (error) {
    if (error instanceof PolicyTrap) return error.message
    throw error
  }
}

test('whatever stands in an object, our policies say the same of it in both hosts, and never trap', async () => {
  const module = await WebAssembly.compile(loadBundle())
  const [packaged, exact] = [await runtimeFor('ours', module), await runtimeFor('fleet', module)]
  const data = inventoryOf(OBJECTS.map(resource => ({ resource })))
  packaged.setData(data)
  exact.setData(data)
  const asked = Object.fromEntries(readIndex().policies.map(({ key }) => [key, [{}]]))
  let answered = 0
  for (const resource of OBJECTS) {
    const review: unknown = JSON.parse(reviewOf(resource))
    for (const odd of ODD) {
      for (const text of mutations(review, odd)) {
        const input = `{"asked":${JSON.stringify(asked)},"review":${text}}`
        const said = outcomeOf(packaged, input)
        expect({ input, said }).toEqual({ input, said: outcomeOf(exact, input) })
        expect({ input, trap: typeof said === 'string' ? said : '' }).toEqual({ input, trap: '' })
        if (Array.isArray(said) && said.length > 0) answered++
      }
    }
  }
  expect(answered).toBeGreaterThan(1000)
})
