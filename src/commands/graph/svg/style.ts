interface Palette {
  readonly page: string
  readonly panel: string
  readonly box: string
  readonly border: string
  readonly text: string
  readonly muted: string
  readonly red: string
  readonly kustomization: string
  readonly release: string
  readonly source: string
  readonly operator: string
}

const LIGHT: Palette = {
  page: '#ffffff',
  panel: '#f3f5f8',
  box: '#ffffff',
  border: '#c3cad2',
  text: '#1f2328',
  muted: '#59636e',
  red: '#cf222e',
  kustomization: '#0969da',
  release: '#1a7f37',
  source: '#9a6700',
  operator: '#8250df',
}

const DARK: Palette = {
  page: '#0d1117',
  panel: '#151b23',
  box: '#0d1117',
  border: '#3d444d',
  text: '#e6edf3',
  muted: '#9198a1',
  red: '#ff6a63',
  kustomization: '#58a6ff',
  release: '#3fb950',
  source: '#d29922',
  operator: '#ab7df8',
}

const SHAPES = `text{font:12px ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace;white-space:pre}
.h{font-size:13px;font-weight:600}
.s{font-size:10.5px}
.r{stroke-width:1}
.f{stroke-width:1;stroke-dasharray:1 3;fill:none}
.l{fill:none;stroke-width:1.4}
.waits{stroke-dasharray:7 4}
.applies{stroke-dasharray:2 3}
.missing{stroke-dasharray:5 3}
.cycle{stroke-width:3;stroke-dasharray:none}
.suspended>:not(.r){opacity:.5}
.suspended>.r,.absent>.r{stroke-dasharray:5 3}
`

/** Colours stand in plain rules: not every program that shows SVG knows variables. */
function colours(palette: Palette): string {
  const { page, panel, box, border, text, muted, red } = palette
  const families = (['kustomization', 'release', 'source', 'operator'] as const)
    .map(name => `.${name}{fill:${palette[name]}}`)
    .join('')
  return `.page{fill:${page}}.panel>.r{fill:${panel}}.r{fill:${box};stroke:${border}}.even>.r{fill:${panel}}
text{fill:${text}}.m,.other{fill:${muted}}${families}
.l,.f,.pill,.mark{stroke:${muted}}.pill,.mark{fill:none}.a{fill:${muted}}.depends{stroke:${palette.kustomization}}.a.depends{fill:${palette.kustomization};stroke:none}
.l.missing,.l.cycle,.missing>.r,.alarm{stroke:${red}}.a.missing,.a.cycle,.missing>text,.missing>text>.m,.missing>path,.t-missing,.alarm-text{fill:${red}}`
}

/** Everything that a drawing looks like, in light and in dark surroundings. */
export const STYLE: string = `${SHAPES}${colours(LIGHT)}
@media (prefers-color-scheme:dark){${colours(DARK)}}`
