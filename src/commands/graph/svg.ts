import { markup } from '../../lib/markup.ts'
import type { Drawing } from './drawing.ts'
import { familyOf } from './family.ts'
import { type Picture, titleOf } from './picture.ts'
import type { Scene } from './svg/card.ts'
import { legendOf } from './svg/legend.ts'
import { packPage } from './svg/pack.ts'
import { type Page, pageOf, type Stroke } from './svg/page.ts'
import { paintCard } from './svg/paint-card.ts'
import { paintLine } from './svg/paint-line.ts'
import { planOf } from './svg/plan.ts'
import { sceneOf } from './svg/scene.ts'
import { short } from './svg/shapes.ts'
import { STYLE } from './svg/style.ts'

const MARGIN = 20

/** The fleet as a picture that needs nothing else: one panel a cluster, cycles in red, no scripts and no fonts. */
export function svgOf({ pictures }: Drawing): string {
  const scenes = pictures.map(sceneOf)
  const plans = scenes.map(scene => planOf(scene.panel, scene))
  const packed = packPage(plans, MARGIN)
  const legend = legendOf(scenes, packed.width)
  const top = MARGIN + legend.height + 14
  const pages = plans.map((plan, index) => {
    const { x, y } = packed.spots[index] ?? { x: 0, y: 0 }
    return pageOf(plan, scenes[index]?.links ?? [], { x: x + MARGIN, y: y + top })
  })
  const width = short(Math.max(packed.width, legend.width) + 2 * MARGIN)
  const height = short(packed.height + top + MARGIN)
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="fleetlint-title fleetlint-desc">
${markup`<title id="fleetlint-title">${titleText(pictures)}</title>`}
${markup`<desc id="fleetlint-desc">${pictures.map(describe).join(' ')}</desc>`}
<style>${STYLE}</style>
<rect class="page" width="${width}" height="${height}"/>
${legend.paint({ x: MARGIN, y: MARGIN })}
${pages.map((page, index) => paintPage(page, scenes[index])).join('')}</svg>
`
}

function titleText(pictures: readonly Picture[]): string {
  const names = pictures.map(({ cluster }) => titleOf(cluster))
  return `What waits for what in ${names.join(', ')}`
}

/** What a picture shows, for who cannot see it. */
function describe({ cluster, nodes, edges }: Picture): string {
  const all = [...nodes.values()]
  const count = (family: string): string =>
    String(all.filter(({ target }) => familyOf(target) === family).length)
  const cyclic = edges.filter(({ isCyclic }) => isCyclic).length
  const missing = all.filter(({ presence }) => presence === 'missing').length
  return `${titleOf(cluster)}: ${count('kustomization')} Kustomizations, ${count('release')} HelmReleases and ${count('source')} sources; ${String(cyclic)} references are part of a cycle, ${String(missing)} objects are missing.`
}

/** Frames first, lines over them, boxes over the lines; what runs inside a box over everything. */
function paintPage({ cards, frames, strokes }: Page, scene: Scene | undefined): string {
  const depthOf = (card: Scene['panel']): number => {
    let depth = 0
    for (let box = scene?.around.get(card); box !== undefined; box = scene?.around.get(box)) depth++
    return depth
  }
  const painted = [...cards].map(([card, rect]) => ({
    isFrame: card.boxes.length > 0 || card.node === undefined,
    paint: paintCard(card, rect, depthOf(card)),
  }))
  return [
    ...painted.filter(({ isFrame }) => isFrame).map(({ paint }) => paint),
    ...frames.map(
      ({ x, y, width, height }) =>
        `<rect class="f" x="${short(x)}" y="${short(y)}" width="${short(width)}" height="${short(height)}" rx="8"/>\n`,
    ),
    ...strokes.filter(stroke => !isInside(stroke)).map(paintLine),
    ...painted.filter(({ isFrame }) => !isFrame).map(({ paint }) => paint),
    ...strokes.filter(isInside).map(paintLine),
  ].join('')
}

function isInside({ link: { from, to } }: Stroke): boolean {
  return from.card === to.card
}
