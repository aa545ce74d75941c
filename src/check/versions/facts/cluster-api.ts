import { scalarAt, valueIn } from '../../../lib/node.ts'
import type { Delivered } from '../../../model/fleet.ts'
import type { Node } from '../../../model/node.ts'
import { specOf } from '../../../render/flux/spec.ts'
import type { Fact, Pin } from './fact.ts'

const CONTROL_PLANE_GROUP = 'controlplane.cluster.x-k8s.io'

/** Where each kind says a version, from `spec` on. */
const FIELDS: readonly {
  readonly group: string
  readonly kind: string
  readonly component: string
  readonly path: readonly string[]
  /** The field takes a line of releases: `talosVersion` says which form a configuration has, and images what runs. */
  readonly isLine?: true
}[] = [
  {
    group: 'operator.cluster.x-k8s.io',
    kind: 'CoreProvider',
    component: 'cluster-api',
    path: ['version'],
  },
  { group: 'cluster.x-k8s.io', kind: 'Cluster', component: 'kubernetes', path: ['topology', 'version'] },
  {
    group: 'cluster.x-k8s.io',
    kind: 'MachineDeployment',
    component: 'kubernetes',
    path: ['template', 'spec', 'version'],
  },
  { group: CONTROL_PLANE_GROUP, kind: 'KubeadmControlPlane', component: 'kubernetes', path: ['version'] },
  { group: CONTROL_PLANE_GROUP, kind: 'TalosControlPlane', component: 'kubernetes', path: ['version'] },
  {
    group: CONTROL_PLANE_GROUP,
    kind: 'TalosControlPlane',
    component: 'talos',
    path: ['controlPlaneConfig', 'controlplane', 'talosVersion'],
    isLine: true,
  },
  {
    group: 'bootstrap.cluster.x-k8s.io',
    kind: 'TalosConfigTemplate',
    component: 'talos',
    path: ['template', 'spec', 'talosVersion'],
    isLine: true,
  },
]

/** What Cluster API objects say of the clusters that they make: Kubernetes, Talos, and Cluster API itself. */
export const clusterApi: Fact = {
  id: 'cluster-api',
  *find({ objects }) {
    for (const delivered of objects) yield* pinsOf(delivered)
  },
}

function* pinsOf(delivered: Delivered): Generator<Pin> {
  const { id } = delivered.resource
  for (const { group, kind, component, path, isLine } of FIELDS) {
    if (id.group !== group || id.kind !== kind) continue
    const version = scalarIn(specOf(delivered.resource), path)
    if (version === undefined) continue
    const means = isLine === true && isReleaseLine(version.text) ? { means: 'release-line' as const } : {}
    yield { component, version: version.text, at: version, delivered, ...means }
  }
}

/** `v1.7` or `1.7`. */
function isReleaseLine(version: string): boolean {
  return /^v?\d+\.\d+$/.test(version)
}

function scalarIn(node: Node | undefined, path: readonly string[]): ReturnType<typeof scalarAt> {
  const parent = valueIn(node, ...path.slice(0, -1))
  return scalarAt(parent, path.at(-1) ?? '')
}
