import { groupBy } from '../lib/group-by.ts'
import type { ViaStep } from '../model/finding.ts'
import { printable, printablePath } from './printable.ts'

const SEPARATOR = ' › '
const SHOWN_NAMES = 3

interface Name {
  /** `clusters/dev`; empty where a build belongs to no cluster. */
  readonly cluster: string
  /** `Kustomization flux-system/apps`; empty for a cluster as a whole. */
  readonly rest: string
}

/** One phrase a step: `clusters/dev › Kustomization flux-system/apps (clusters/dev/apps.yaml:1)`, `apps/dev/kustomization.yaml:4`. */
export function wayPhrases(via: readonly ViaStep[]): readonly string[] {
  let cluster = ''
  return via.map(step => {
    const name = nameOf(step.label)
    const isSame = name.cluster !== '' && name.cluster === cluster
    cluster = name.cluster
    return stepText(step, isSame ? name.rest : step.label)
  })
}

function stepText({ label, location }: ViaStep, name: string): string {
  if (location === undefined) return printable(name)
  const place = `${printablePath(location.file)}:${String(location.line)}`
  return label === location.file ? place : `${printable(name)} (${place})`
}

/** `5 builds: clusters/a, clusters/b, clusters/c and 2 more › Kustomization flux-system/apps`. */
export function buildPhrases(builds: readonly string[]): readonly string[] {
  const groups = [...groupBy(builds.map(nameOf), ({ rest }) => rest)]
  const shown = groups.slice(0, SHOWN_NAMES).map(([rest, names]) => {
    const clusters = enumerated(names.map(({ cluster }) => cluster))
    return [clusters, rest].filter(part => part !== '').join(SEPARATOR)
  })
  let hidden = 0
  for (const [, names] of groups.slice(SHOWN_NAMES)) hidden += names.length
  const more = hidden === 0 ? [] : [`and ${String(hidden)} more`]
  const head = builds.length < 2 ? [] : [`${String(builds.length)} builds:`]
  return [...head, ...shown.map((text, index) => (index < shown.length - 1 ? `${text};` : text)), ...more]
}

function enumerated(names: readonly string[]): string {
  const shown = names.slice(0, SHOWN_NAMES).map(printable).join(', ')
  const hidden = names.length - SHOWN_NAMES
  return hidden > 0 ? `${shown} and ${String(hidden)} more` : shown
}

function nameOf(build: string): Name {
  const at = build.indexOf(SEPARATOR)
  return at < 0
    ? { cluster: build, rest: '' }
    : { cluster: build.slice(0, at), rest: build.slice(at + SEPARATOR.length) }
}
