import { policyChecker } from '../src/check/policy/index.ts'
import { loadedFleet } from '../src/commands/load.ts'
import { locate } from '../src/lib/locate.ts'
import type { Checked, Severities } from '../src/model/checker.ts'
import type { Fleet } from '../src/model/fleet.ts'
import { openRepository } from '../src/read/repository.ts'
import { smallCluster } from './small-cluster.ts'
import { temporaryTree } from './temporary-tree.ts'
import { NO_FILES } from './overlay-repository.ts'

const NONE: Severities = new Map()

/** Checks a repository with these files. */
export async function checkTree(
  files: Readonly<Record<string, string>>,
  severities: Severities = NONE,
): Promise<Checked> {
  const repository = openRepository(temporaryTree(files), 'disk', '.')
  return policyChecker.check(await loadedFleet(repository), severities)
}

/** Checks one cluster that gets these objects, each document of the text in `build-0.yaml`. */
export async function checkObjects(yaml: string, severities: Severities = NONE): Promise<Checked> {
  const fleet: Fleet = {
    repository: NO_FILES,
    files: new Map(),
    clusters: [smallCluster([{ yaml }])],
    standalone: [],
    reached: new Set(),
  }
  return policyChecker.check(fleet, severities)
}

/** One line a finding, as the compact format has it. */
export function lines({ raised }: Checked): string[] {
  return raised.map(({ rule, problem }) => {
    const { line, column } = locate(problem.at)
    return `${problem.at.file.path}:${String(line)}:${String(column)} ${rule.severity} ${rule.id} ${problem.message}`
  })
}

export const POD: string = `apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop }
spec:
  containers:
    - name: web
      image: registry.example/web:1
`

export const TEMPLATE: string = `apiVersion: templates.gatekeeper.sh/v1
kind: ConstraintTemplate
metadata:
  name: shopimages
  annotations: { metadata.gatekeeper.sh/title: Shop images }
spec:
  crd: { spec: { names: { kind: ShopImages } } }
  targets:
    - target: admission.k8s.gatekeeper.sh
      rego: |
        package shopimages

        import data.lib.registry

        violation[{"msg": msg}] {
          image := input.review.object.spec.containers[_].image
          not registry.is_ours(image, input.parameters.registries)
          msg := sprintf("image <%v> comes from elsewhere than %v", [image, input.parameters.registries])
        }
      libs:
        - |
          package lib.registry

          is_ours(image, registries) {
            startswith(image, registries[_])
          }
`

export const CONSTRAINT: string = `apiVersion: constraints.gatekeeper.sh/v1beta1
kind: ShopImages
metadata: { name: from-us }
spec:
  match:
    kinds: [{ apiGroups: [""], kinds: [Pod] }]
    namespaces: [shop]
  parameters: { registries: [ours.example/] }
`

export const together = (...documents: readonly string[]): string => documents.join('---\n')
