import { expect, test } from 'vitest'
import { drawingOf, sampleCluster } from '../../../test/sample-graph.ts'
import { xmlMistake } from '../../../test/well-formed.ts'
import { dotOf } from './dot.ts'
import { mermaidOf } from './mermaid.ts'
import { svgOf } from './svg.ts'
import { treeOf } from './tree.ts'

test('the tree shows what is applied by whom, and marks cycles and missing targets', () => {
  expect(treeOf(drawingOf(sampleCluster))).toMatchInlineSnapshot(`
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
          │  waits for Deployment shop/web
          ├─ HelmRelease shop/web"] --> x
          │     chart OCIRepository flux-system/web (missing)
          └─ HelmRelease shop/</title>\\n<script>&amp;\\ (suspended)
                chart OCIRepository flux-system/web (missing)
    ⟲ \`Kustomization flux-system/issuers\` waits for itself: it depends on \`Kustomization flux-system/infrastructure\`, which is ready only after \`Kustomization flux-system/issuers\`.
    "
  `)
})

test('the flowchart has a style of arrow for each type of edge, and cycles in red', () => {
  expect(mermaidOf(drawingOf(sampleCluster))).toMatchInlineSnapshot(`
    "flowchart LR
      subgraph c0["clusters/dev"]
        c0n0["Kustomization<br/>flux-system/flux-system"]
        c0n1[("GitRepository<br/>flux-system/flux-system")]
        c0n2["Kustomization<br/>flux-system/infrastructure"]
        c0n3["Kustomization<br/>flux-system/apps"]
        c0n4["Kustomization<br/>flux-system/issuers"]
        c0n5("HelmRelease<br/>shop/web#34;#93; --#62; x")
        c0n6("HelmRelease<br/>shop/#60;/title#62;#10;#60;script#62;#38;amp#59;#92;"):::suspended
        c0n7["Kustomization<br/>flux-system/secrets"]:::missing
        c0n8["Deployment<br/>shop/web"]
        c0n9[("OCIRepository<br/>flux-system/web")]:::missing
      end
      c0n0 --o|"sourceRef"| c0n1
      c0n0 -->|"applies"| c0n1
      c0n2 --o|"sourceRef"| c0n1
      c0n0 -->|"applies"| c0n2
      c0n3 -.->|"dependsOn"| c0n2
      c0n3 -.->|"dependsOn"| c0n7
      c0n3 --o|"sourceRef"| c0n1
      c0n3 ==>|"waits-for"| c0n8
      c0n0 -->|"applies"| c0n3
      c0n4 -.->|"dependsOn"| c0n2
      c0n4 --o|"sourceRef"| c0n1
      c0n2 -->|"applies"| c0n4
      c0n2 ==>|"waits-for"| c0n4
      c0n5 --o|"chartRef"| c0n9
      c0n3 -->|"applies"| c0n5
      c0n6 --o|"chartRef"| c0n9
      c0n3 -->|"applies"| c0n6
      linkStyle 9,12 stroke:#d00000,color:#d00000,stroke-width:3px
      classDef missing stroke-dasharray:4,color:#d00000
      classDef suspended stroke-dasharray:2,color:#808080
    "
  `)
})

test('Graphviz is told everything, in quotes that nothing breaks out of', () => {
  expect(dotOf(drawingOf(sampleCluster))).toMatchInlineSnapshot(`
    "digraph fleet {
      rankdir=LR
      node [fontname="Helvetica" fontsize=10]
      edge [fontname="Helvetica" fontsize=8]
      subgraph cluster_0 {
        label="clusters/dev"
        "dev:kustomize.toolkit.fluxcd.io/Kustomization/flux-system/flux-system" [shape=box label="Kustomization\\nflux-system/flux-system"]
        "dev:source.toolkit.fluxcd.io/GitRepository/flux-system/flux-system" [shape=cylinder label="GitRepository\\nflux-system/flux-system"]
        "dev:kustomize.toolkit.fluxcd.io/Kustomization/flux-system/infrastructure" [shape=box label="Kustomization\\nflux-system/infrastructure"]
        "dev:kustomize.toolkit.fluxcd.io/Kustomization/flux-system/apps" [shape=box label="Kustomization\\nflux-system/apps"]
        "dev:kustomize.toolkit.fluxcd.io/Kustomization/flux-system/issuers" [shape=box label="Kustomization\\nflux-system/issuers"]
        "dev:helm.toolkit.fluxcd.io/HelmRelease/shop/web\\"] --> x" [shape=box style=rounded label="HelmRelease\\nshop/web\\"] --> x"]
        "dev:helm.toolkit.fluxcd.io/HelmRelease/shop/</title>\\n<script>&amp;\\\\" [shape=box style=dashed color="#a0a0a0" fontcolor="#808080" label="HelmRelease\\nshop/</title>\\\\n<script>&amp;amp;\\\\"]
        "dev:kustomize.toolkit.fluxcd.io/Kustomization/flux-system/secrets" [shape=box style=dashed color="#d00000" fontcolor="#d00000" label="Kustomization\\nflux-system/secrets"]
        "dev:apps/Deployment/shop/web" [shape=note style=dashed label="Deployment\\nshop/web"]
        "dev:source.toolkit.fluxcd.io/OCIRepository/flux-system/web" [shape=cylinder style=dashed color="#d00000" fontcolor="#d00000" label="OCIRepository\\nflux-system/web"]
      }
      "dev:kustomize.toolkit.fluxcd.io/Kustomization/flux-system/flux-system" -> "dev:source.toolkit.fluxcd.io/GitRepository/flux-system/flux-system" [arrowhead=odot style=dotted label="sourceRef"]
      "dev:kustomize.toolkit.fluxcd.io/Kustomization/flux-system/flux-system" -> "dev:source.toolkit.fluxcd.io/GitRepository/flux-system/flux-system" [color="#808080" label="applies"]
      "dev:kustomize.toolkit.fluxcd.io/Kustomization/flux-system/infrastructure" -> "dev:source.toolkit.fluxcd.io/GitRepository/flux-system/flux-system" [arrowhead=odot style=dotted label="sourceRef"]
      "dev:kustomize.toolkit.fluxcd.io/Kustomization/flux-system/flux-system" -> "dev:kustomize.toolkit.fluxcd.io/Kustomization/flux-system/infrastructure" [color="#808080" label="applies"]
      "dev:kustomize.toolkit.fluxcd.io/Kustomization/flux-system/apps" -> "dev:kustomize.toolkit.fluxcd.io/Kustomization/flux-system/infrastructure" [style=dashed label="dependsOn"]
      "dev:kustomize.toolkit.fluxcd.io/Kustomization/flux-system/apps" -> "dev:kustomize.toolkit.fluxcd.io/Kustomization/flux-system/secrets" [style=dashed color="#d00000" fontcolor="#d00000" label="dependsOn"]
      "dev:kustomize.toolkit.fluxcd.io/Kustomization/flux-system/apps" -> "dev:source.toolkit.fluxcd.io/GitRepository/flux-system/flux-system" [arrowhead=odot style=dotted label="sourceRef"]
      "dev:kustomize.toolkit.fluxcd.io/Kustomization/flux-system/apps" -> "dev:apps/Deployment/shop/web" [style=bold label="waits-for"]
      "dev:kustomize.toolkit.fluxcd.io/Kustomization/flux-system/flux-system" -> "dev:kustomize.toolkit.fluxcd.io/Kustomization/flux-system/apps" [color="#808080" label="applies"]
      "dev:kustomize.toolkit.fluxcd.io/Kustomization/flux-system/issuers" -> "dev:kustomize.toolkit.fluxcd.io/Kustomization/flux-system/infrastructure" [style=dashed color="#d00000" fontcolor="#d00000" penwidth=3 label="dependsOn"]
      "dev:kustomize.toolkit.fluxcd.io/Kustomization/flux-system/issuers" -> "dev:source.toolkit.fluxcd.io/GitRepository/flux-system/flux-system" [arrowhead=odot style=dotted label="sourceRef"]
      "dev:kustomize.toolkit.fluxcd.io/Kustomization/flux-system/infrastructure" -> "dev:kustomize.toolkit.fluxcd.io/Kustomization/flux-system/issuers" [color="#808080" label="applies"]
      "dev:kustomize.toolkit.fluxcd.io/Kustomization/flux-system/infrastructure" -> "dev:kustomize.toolkit.fluxcd.io/Kustomization/flux-system/issuers" [style=bold color="#d00000" fontcolor="#d00000" penwidth=3 label="waits-for"]
      "dev:helm.toolkit.fluxcd.io/HelmRelease/shop/web\\"] --> x" -> "dev:source.toolkit.fluxcd.io/OCIRepository/flux-system/web" [arrowhead=odot style=dotted color="#d00000" fontcolor="#d00000" label="chartRef"]
      "dev:kustomize.toolkit.fluxcd.io/Kustomization/flux-system/apps" -> "dev:helm.toolkit.fluxcd.io/HelmRelease/shop/web\\"] --> x" [color="#808080" label="applies"]
      "dev:helm.toolkit.fluxcd.io/HelmRelease/shop/</title>\\n<script>&amp;\\\\" -> "dev:source.toolkit.fluxcd.io/OCIRepository/flux-system/web" [arrowhead=odot style=dotted color="#d00000" fontcolor="#d00000" label="chartRef"]
      "dev:kustomize.toolkit.fluxcd.io/Kustomization/flux-system/apps" -> "dev:helm.toolkit.fluxcd.io/HelmRelease/shop/</title>\\n<script>&amp;\\\\" [color="#808080" label="applies"]
    }
    "
  `)
})

test('every line for Graphviz is one that it reads', () => {
  const quoted = String.raw`"(?:[^"\\\n]|\\[^\n])*"`
  const attributes = `\\[\\w+=(?:\\w+|${quoted})(?: \\w+=(?:\\w+|${quoted}))*\\]`
  const lines = [
    /^digraph fleet \{$/,
    /^ {2}rankdir=LR$/,
    new RegExp(`^ {2}(?:node|edge) ${attributes}$`),
    /^ {2}subgraph cluster_\d+ \{$/,
    new RegExp(`^ {4}label=${quoted}$`),
    new RegExp(`^ {4}${quoted} ${attributes}$`),
    /^ {2}\}$/,
    new RegExp(`^ {2}${quoted} -> ${quoted} ${attributes}$`),
    /^\}$/,
    /^$/,
  ]
  const strange = dotOf(drawingOf(sampleCluster))
    .split('\n')
    .filter(line => !lines.some(pattern => pattern.test(line)))
  expect(strange).toEqual([])
})

test('the picture has a box for each Kustomization, dashed red for what is missing and thick red for cycles', async () => {
  const picture = svgOf(drawingOf(sampleCluster))
  expect(picture.match(/class="l \w+(?: missing)? cycle"/g)).toHaveLength(3)
  expect(picture.match(/class="card absent missing"/g)).toHaveLength(1)
  expect(picture.match(/class="suspended"/g)).toHaveLength(1)
  await expect(picture).toMatchFileSnapshot('../../../test/snapshots/graph.svg')
})

test('the picture is well-formed, and holds no script, no font and no address but that of its grammar', () => {
  const picture = svgOf(drawingOf(sampleCluster))
  expect(xmlMistake(picture)).toBeUndefined()
  expect(xmlMistake(picture.replace('</desc>', ''))).toBeDefined()
  expect(picture).not.toMatch(/<script|<image|<foreignObject|@import|@font-face|url\(|href|\son\w+=/i)
  expect(picture.match(/https?:/g)).toHaveLength(1)
  expect(picture).toContain('&lt;/title&gt;')
  expect(picture).toContain('prefers-color-scheme:dark')
  expect(picture).toMatch(/<title id="[\w-]+">[^<]+<\/title>\n<desc id="[\w-]+">[^<]+<\/desc>/)
})

test.each([
  ['tree', treeOf],
  ['mermaid', mermaidOf],
  ['dot', dotOf],
  ['svg', svgOf],
])('%s is the same a second time', (_format, draw) => {
  expect(draw(drawingOf(sampleCluster, sampleCluster))).toBe(draw(drawingOf(sampleCluster, sampleCluster)))
})

test('two clusters are two trees and two subgraphs with names of their own', () => {
  const twice = drawingOf(sampleCluster, sampleCluster)
  expect(treeOf(twice).match(/^clusters\/dev$/gm)).toHaveLength(2)
  const drawn = mermaidOf(twice)
  const names = [...drawn.matchAll(/^ {4}(\w+)[[(]/gm)].map(([, name]) => name)
  expect(new Set(names).size).toBe(names.length)
})

test('every line of the flowchart is one that Mermaid reads', () => {
  const label = '"[\\w ./:@#;<>-]*"'
  const shape = `(?:\\[${label}\\]|\\(${label}\\)|\\[\\(${label}\\)\\])(?::::(?:missing|suspended))?`
  const lines = [
    /^flowchart LR$/,
    new RegExp(`^ {2}subgraph \\w+\\[${label}\\]$`),
    /^ {2}end$/,
    new RegExp(`^ {4}\\w+${shape}$`),
    /^ {2}\w+ (?:-->|-\.->|--o|==>)\|"[\w, -]+"\| \w+$/,
    /^ {2}linkStyle \d+(?:,\d+)* [\w:#,-]+$/,
    /^ {2}classDef (?:missing|suspended) [\w:#,-]+$/,
    /^$/,
  ]
  const strange = mermaidOf(drawingOf(sampleCluster))
    .split('\n')
    .filter(line => !lines.some(pattern => pattern.test(line)))
  expect(strange).toEqual([])
})
