import { scalarAt, textAt, valueIn } from '../../lib/node.ts'
import type { Node, Scalar } from '../../model/node.ts'
import type { Resource } from '../../model/resource.ts'
import { specOf } from '../../render/flux/spec.ts'

/** What a HelmRelease asks a HelmRepository for; a chart of another source has no version to choose (spec/flux.md 5.2). */
export interface ChartRequest {
  readonly chart: Scalar
  readonly version: Scalar | undefined
}

export function chartRequest(release: Resource): ChartRequest | undefined {
  const template: Node | undefined = valueIn(specOf(release), 'chart', 'spec')
  const chart = scalarAt(template, 'chart')
  if (chart === undefined || textAt(valueIn(template, 'sourceRef'), 'kind') !== 'HelmRepository')
    return undefined
  return { chart, version: scalarAt(template, 'version') }
}

const OPERATOR = '(?:=|!=|>|<|>=|=>|<=|=<|~|~>|\\^)?'
const NUMBER = '(?:\\d+|[xX*])'
const VERSION = `v?${NUMBER}(?:\\.${NUMBER})?(?:\\.${NUMBER})?(?:-[0-9A-Za-z.-]+)?(?:\\+[0-9A-Za-z.-]+)?`
const TERM = new RegExp(`^${OPERATOR}${VERSION}$`)

/** Whether Helm can read a text as a version or a range of versions: terms by commas or spaces, `||` between groups. */
export function isVersionRange(text: string): boolean {
  return text.split('||').every(group => {
    const joined = group
      .trim()
      .replaceAll(/\s+-\s+/g, ' ')
      .replaceAll(/([=!<>~^])\s+/g, '$1')
    return joined.split(/\s*,\s*|\s+/).every(term => TERM.test(term))
  })
}

/** Whether a range takes every version that there is. */
export function isAnyVersion(text: string): boolean {
  return /^(?:>=?\s*)?(?:[xX*]|v?0(?:\.0){0,2})(?:-0)?$/.test(text.trim()) || text.trim() === ''
}
