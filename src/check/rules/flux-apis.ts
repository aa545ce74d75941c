import { isAtLeast } from '../flux-release.ts'

/** When a version of a kind was served; versions of Flux as `2.7` (spec/flux.md 0.2). */
export interface ServedVersion {
  readonly since?: string
  readonly successor?: string
  /** The first Flux that serves the successor. */
  readonly successorSince?: string
  readonly removedIn?: string
}

type Versions = Readonly<Record<string, ServedVersion>>

const SOURCE = 'source.toolkit.fluxcd.io'
const NOTIFICATION = 'notification.toolkit.fluxcd.io'
const IMAGE = 'image.toolkit.fluxcd.io'

function sourceVersions(since: string): Versions {
  return {
    v1beta1: { successor: 'v1beta2', successorSince: '0.28', removedIn: '2.7' },
    v1beta2: { successor: 'v1', successorSince: since, removedIn: '2.8' },
    v1: { since },
  }
}

function alertVersions(): Versions {
  return {
    v1beta1: { successor: 'v1beta2', successorSince: '0.33', removedIn: '2.7' },
    v1beta2: { successor: 'v1beta3', successorSince: '2.2', removedIn: '2.9' },
    v1beta3: { since: '2.2' },
  }
}

function imageVersions(second: ServedVersion = {}): Versions {
  return {
    v1beta1: { successor: 'v1beta2', successorSince: second.since ?? '0.37', removedIn: '2.7' },
    v1beta2: { ...second, successor: 'v1', successorSince: '2.7', removedIn: '2.9' },
    v1: { since: '2.7' },
  }
}

const KINDS: ReadonlyMap<string, Versions> = new Map([
  [
    'kustomize.toolkit.fluxcd.io/Kustomization',
    {
      v1beta1: { successor: 'v1beta2', successorSince: '0.18', removedIn: '2.7' },
      v1beta2: { successor: 'v1', successorSince: '2.0', removedIn: '2.8' },
      v1: { since: '2.0' },
    },
  ],
  [
    'helm.toolkit.fluxcd.io/HelmRelease',
    {
      v2beta1: { successor: 'v2beta2', successorSince: '2.2', removedIn: '2.7' },
      v2beta2: { since: '2.2', successor: 'v2', successorSince: '2.3', removedIn: '2.8' },
      v2: { since: '2.3' },
    },
  ],
  [`${SOURCE}/GitRepository`, sourceVersions('2.0')],
  [`${SOURCE}/HelmRepository`, sourceVersions('2.3')],
  [`${SOURCE}/HelmChart`, sourceVersions('2.3')],
  [`${SOURCE}/Bucket`, sourceVersions('2.4')],
  [`${SOURCE}/OCIRepository`, sourceVersions('2.6')],
  [`${SOURCE}/ExternalArtifact`, { v1: { since: '2.7' } }],
  [
    `${NOTIFICATION}/Receiver`,
    {
      v1beta1: { successor: 'v1beta2', successorSince: '0.33', removedIn: '2.7' },
      v1beta2: { successor: 'v1', successorSince: '2.0', removedIn: '2.9' },
      v1: { since: '2.0' },
    },
  ],
  [`${NOTIFICATION}/Alert`, alertVersions()],
  [`${NOTIFICATION}/Provider`, alertVersions()],
  [`${IMAGE}/ImageRepository`, imageVersions()],
  [`${IMAGE}/ImagePolicy`, imageVersions()],
  [`${IMAGE}/ImageUpdateAutomation`, imageVersions({ since: '2.3' })],
  ['source.extensions.fluxcd.io/ArtifactGenerator', { v1beta1: { since: '2.7' } }],
])

const GROUPS: ReadonlySet<string> = new Set([...KINDS.keys()].map(kind => kind.slice(0, kind.indexOf('/'))))

/** Whether all kinds of a group are Flux's own. */
export function isFluxGroup(group: string): boolean {
  return GROUPS.has(group)
}

/** Every version that Flux has ever served of a kind; undefined for what is not Flux's. */
export function fluxVersionsOf(group: string, kind: string): Versions | undefined {
  return KINDS.get(`${group}/${kind}`)
}

/** The newest version of a kind that a Flux serves. */
export function newestServed(versions: Versions, flux: string): string | undefined {
  return Object.entries(versions)
    .filter(([, version]) => isServed(version, flux))
    .map(([name]) => name)
    .at(-1)
}

export function isServed({ since, removedIn }: ServedVersion, flux: string): boolean {
  return (since === undefined || isAtLeast(flux, since)) && !isRemoved({ removedIn }, flux)
}

function isRemoved({ removedIn }: { readonly removedIn?: string | undefined }, flux: string): boolean {
  return removedIn !== undefined && isAtLeast(flux, removedIn)
}
