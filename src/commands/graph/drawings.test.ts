import { expect, test } from 'vitest'
import { smallCluster } from '../../../test/small-cluster.ts'
import { mermaidOf } from './mermaid.ts'
import { treeOf } from './tree.ts'

const cluster = smallCluster([
  {
    yaml: `apiVersion: source.toolkit.fluxcd.io/v1
kind: GitRepository
metadata: { name: flux-system, namespace: flux-system }
---
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: infrastructure, namespace: flux-system }
spec:
  path: ./infrastructure
  wait: true
  sourceRef: { kind: GitRepository, name: flux-system }
---
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: apps, namespace: flux-system }
spec:
  path: ./apps
  dependsOn: [{ name: infrastructure }, { name: secrets }]
  sourceRef: { kind: GitRepository, name: flux-system }
`,
  },
  {
    owner: 'infrastructure',
    yaml: `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: issuers, namespace: flux-system }
spec:
  path: ./issuers
  dependsOn: [{ name: infrastructure }]
  sourceRef: { kind: GitRepository, name: flux-system }
`,
  },
  {
    owner: 'apps',
    yaml: `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: { name: 'web"] --> x', namespace: shop }
spec:
  chartRef: { kind: OCIRepository, name: web, namespace: flux-system }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: web, namespace: shop }
`,
  },
])

test('the tree shows what is applied by whom, and marks cycles and missing targets', () => {
  expect(treeOf({ clusters: [cluster] })).toMatchInlineSnapshot(`
    "clusters/dev
    └─ Kustomization flux-system/flux-system  ./clusters/dev
       │  source GitRepository flux-system/flux-system
       ├─ GitRepository flux-system/flux-system
       ├─ Kustomization flux-system/infrastructure  ./infrastructure
       │  │  source GitRepository flux-system/flux-system
       │  │  waits for all it applies ⟲
       │  └─ Kustomization flux-system/issuers  ./issuers
       │        depends on Kustomization flux-system/infrastructure ⟲
       │        source GitRepository flux-system/flux-system
       └─ Kustomization flux-system/apps  ./apps
          │  depends on Kustomization flux-system/infrastructure, Kustomization flux-system/secrets (missing)
          │  source GitRepository flux-system/flux-system
          └─ HelmRelease shop/web"] --> x
                chart OCIRepository flux-system/web (missing)
    ⟲ \`Kustomization flux-system/issuers\` waits for itself: it depends on \`Kustomization flux-system/infrastructure\`, which is ready only after \`Kustomization flux-system/issuers\`.
    "
  `)
})

test('the flowchart has a style of arrow for each type of edge, and cycles in red', () => {
  expect(mermaidOf({ clusters: [cluster] })).toMatchInlineSnapshot(`
    "flowchart LR
      subgraph c0["clusters/dev"]
        c0n0["Kustomization<br/>flux-system/flux-system"]
        c0n1[("GitRepository<br/>flux-system/flux-system")]
        c0n2["Kustomization<br/>flux-system/infrastructure"]
        c0n3["Kustomization<br/>flux-system/apps"]
        c0n4["Kustomization<br/>flux-system/issuers"]
        c0n5("HelmRelease<br/>shop/web#34;#93; --#62; x")
        c0n6["Kustomization<br/>flux-system/secrets"]:::missing
        c0n7[("OCIRepository<br/>flux-system/web")]:::missing
      end
      c0n0 --o|"sourceRef"| c0n1
      c0n0 -->|"applies"| c0n1
      c0n2 --o|"sourceRef"| c0n1
      c0n0 -->|"applies"| c0n2
      c0n3 -.->|"dependsOn"| c0n2
      c0n3 -.->|"dependsOn"| c0n6
      c0n3 --o|"sourceRef"| c0n1
      c0n0 -->|"applies"| c0n3
      c0n4 -.->|"dependsOn"| c0n2
      c0n4 --o|"sourceRef"| c0n1
      c0n2 -->|"applies"| c0n4
      c0n2 ==>|"waits-for"| c0n4
      c0n5 --o|"chartRef"| c0n7
      c0n3 -->|"applies"| c0n5
      linkStyle 8,11 stroke:#d00000,color:#d00000,stroke-width:3px
      classDef missing stroke-dasharray:4,color:#d00000
    "
  `)
})

test('two clusters are two trees and two subgraphs with names of their own', () => {
  const clusters = [cluster, cluster]
  expect(treeOf({ clusters }).match(/^clusters\/dev$/gm)).toHaveLength(2)
  const drawn = mermaidOf({ clusters })
  const names = [...drawn.matchAll(/^ {4}(\w+)[[(]/gm)].map(([, name]) => name)
  expect(new Set(names).size).toBe(names.length)
})

test('every line of the flowchart is one that Mermaid reads', () => {
  const label = '"[\\w ./:@#;<>-]*"'
  const shape = `(?:\\[${label}\\]|\\(${label}\\)|\\[\\(${label}\\)\\])(?::::missing)?`
  const lines = [
    /^flowchart LR$/,
    new RegExp(`^ {2}subgraph \\w+\\[${label}\\]$`),
    /^ {2}end$/,
    new RegExp(`^ {4}\\w+${shape}$`),
    /^ {2}\w+ (?:-->|-\.->|--o|==>)\|"[\w, -]+"\| \w+$/,
    /^ {2}linkStyle \d+(?:,\d+)* [\w:#,-]+$/,
    /^ {2}classDef missing [\w:#,-]+$/,
    /^$/,
  ]
  const strange = mermaidOf({ clusters: [cluster] })
    .split('\n')
    .filter(line => !lines.some(pattern => pattern.test(line)))
  expect(strange).toEqual([])
})
