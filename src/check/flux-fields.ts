import type { ObjectId } from '../model/resource.ts'
import { isAtLeast } from './flux-release.ts'

/** Fields by the Flux that brought them, `2.7` (spec/flux.md 0.3); `[]` stands for every item of a list. */
const FIELDS: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  'kustomize.toolkit.fluxcd.io/Kustomization': {
    '2.3': ['spec.namePrefix', 'spec.nameSuffix'],
    '2.5': ['spec.deletionPolicy', 'spec.healthCheckExprs'],
    '2.6': ['spec.decryption.serviceAccountName'],
    '2.7': ['spec.dependsOn[].readyExpr', 'spec.ignoreMissingComponents', 'spec.kubeConfig.configMapRef'],
    '2.9': ['spec.buildMetadata', 'spec.ignore', 'spec.postBuild.substituteStrategy'],
  },
  'helm.toolkit.fluxcd.io/HelmRelease': {
    '2.3': ['spec.chart.spec.ignoreMissingValuesFiles', 'spec.chartRef'],
    '2.4': ['spec.install.disableSchemaValidation', 'spec.upgrade.disableSchemaValidation'],
    '2.5': ['spec.install.disableTakeOwnership', 'spec.upgrade.disableTakeOwnership'],
    '2.7': [
      'spec.commonMetadata',
      'spec.dependsOn[].readyExpr',
      'spec.install.strategy',
      'spec.kubeConfig.configMapRef',
      'spec.upgrade.strategy',
    ],
    '2.8': [
      'spec.healthCheckExprs',
      'spec.install.serverSideApply',
      'spec.rollback.serverSideApply',
      'spec.upgrade.serverSideApply',
      'spec.waitStrategy',
    ],
    '2.9': ['spec.postRenderStrategy', 'spec.upgrade.chartNameChangeStrategy', 'spec.valuesFrom[].literal'],
  },
  'image.toolkit.fluxcd.io/ImagePolicy': {
    '2.6': ['spec.digestReflectionPolicy', 'spec.interval'],
    '2.7': ['spec.suspend'],
  },
  'image.toolkit.fluxcd.io/ImageRepository': { '2.4': ['spec.proxySecretRef'] },
  'image.toolkit.fluxcd.io/ImageUpdateAutomation': {
    '2.5': ['spec.git.commit.messageTemplateValues'],
    '2.9': ['spec.git.commit.signingKey.type'],
  },
  'notification.toolkit.fluxcd.io/Provider': {
    '2.6': ['spec.commitStatusExpr', 'spec.serviceAccountName'],
    '2.7': ['spec.proxySecretRef'],
  },
  'notification.toolkit.fluxcd.io/Receiver': {
    '2.5': ['spec.resourceFilter'],
    '2.9': ['spec.oidcProviders', 'spec.resources[].filter'],
  },
  'source.extensions.fluxcd.io/ArtifactGenerator': { '2.9': ['spec.commonMetadata', 'spec.pathPattern'] },
  'source.toolkit.fluxcd.io/Bucket': {
    '2.4': ['spec.certSecretRef', 'spec.proxySecretRef', 'spec.sts'],
    '2.7': ['spec.serviceAccountName'],
  },
  'source.toolkit.fluxcd.io/GitRepository': {
    '2.2': ['spec.proxySecretRef'],
    '2.4': ['spec.provider'],
    '2.6': ['spec.sparseCheckout'],
    '2.7': ['spec.serviceAccountName'],
  },
  'source.toolkit.fluxcd.io/HelmChart': { '2.3': ['spec.ignoreMissingValuesFiles'] },
  'source.toolkit.fluxcd.io/OCIRepository': {
    '2.3': ['spec.ref.semverFilter'],
    '2.4': ['spec.proxySecretRef'],
    '2.9': ['spec.verify.trustedRootSecretRef'],
  },
}

/** A field that an older Flux does not have. */
export interface NewField {
  readonly path: string
  readonly since: string
}

/** The fields of a kind that a Flux does not have yet. */
export function fieldsAfter(
  { group, kind }: Pick<ObjectId, 'group' | 'kind'>,
  flux: string,
): readonly NewField[] {
  const releases = Object.entries(FIELDS[`${group}/${kind}`] ?? {})
  return releases.flatMap(([since, paths]) =>
    isAtLeast(flux, since) ? [] : paths.map(path => ({ path, since })),
  )
}
