import type { Rule } from '../../model/rule.ts'
import { blockedBase } from './flux/blocked-base.ts'
import { blockedReference } from './flux/blocked-reference.ts'
import { brokenTemplate } from './flux/broken-template.ts'
import { controllerRights } from './flux/controller-rights.ts'
import { danglingDependency } from './flux/dangling-dependency.ts'
import { danglingHealthCheck } from './flux/dangling-health-check.ts'
import { danglingImagePolicy } from './flux/dangling-image-policy.ts'
import { danglingProvider } from './flux/dangling-provider.ts'
import { danglingSource } from './flux/dangling-source.ts'
import { deprecatedApi } from './flux/deprecated-api.ts'
import { duplicateObject } from './flux/duplicate-object.ts'
import { emptyPath } from './flux/empty-path.ts'
import { foreignVariable } from './flux/foreign-variable.ts'
import { forgottenSync } from './flux/forgotten-sync.ts'
import { forgottenVariable } from './flux/forgotten-variable.ts'
import { healthCheckWithoutNamespace } from './flux/health-check-without-namespace.ts'
import { ignoredHealthCheck } from './flux/ignored-health-check.ts'
import { invalidVariableName } from './flux/invalid-variable-name.ts'
import { misreadEscape } from './flux/misread-escape.ts'
import { missingNamespace } from './flux/missing-namespace.ts'
import { missingPath } from './flux/missing-path.ts'
import { missingRetryInterval } from './flux/missing-retry-interval.ts'
import { missingServiceAccount } from './flux/missing-service-account.ts'
import { missingTimeout } from './flux/missing-timeout.ts'
import { missingVariables } from './flux/missing-variables.ts'
import { multiLineVariable } from './flux/multi-line-variable.ts'
import { namespacedClusterObject } from './flux/namespaced-cluster-object.ts'
import { outdatedKubernetesApi } from './flux/outdated-kubernetes-api.ts'
import { removedKubernetesApi } from './flux/removed-kubernetes-api.ts'
import { renamedNamespace } from './flux/renamed-namespace.ts'
import { substitution } from './flux/substitution.ts'
import { suspendedDependency } from './flux/suspended-dependency.ts'
import { uncreatedNamespace } from './flux/uncreated-namespace.ts'
import { undefinedVariable } from './flux/undefined-variable.ts'
import { unknownSwitch } from './flux/unknown-switch.ts'
import { unpruned } from './flux/unpruned.ts'
import { unservedApi } from './flux/unserved-api.ts'
import { unservedField } from './flux/unserved-field.ts'
import { unservedShard } from './flux/unserved-shard.ts'
import { unwatchedValues } from './flux/unwatched-values.ts'
import { dependencyCycle } from './graph/dependency-cycle.ts'
import { latePrerequisite } from './graph/late-prerequisite.ts'
import { missingDefinition } from './graph/missing-definition.ts'
import { namespaceOfRelease } from './graph/namespace-of-release.ts'
import { unawaitedDefinition } from './graph/unawaited-definition.ts'
import { unorderedPrerequisite } from './graph/unordered-prerequisite.ts'
import { ambiguousChart } from './helm/ambiguous-chart.ts'
import { droppedDefaults } from './helm/dropped-defaults.ts'
import { floatingVersion } from './helm/floating-version.ts'
import { ignoredVersion } from './helm/ignored-version.ts'
import { missingChart } from './helm/missing-chart.ts'
import { missingLayerSelector } from './helm/missing-layer-selector.ts'
import { missingRemediation } from './helm/missing-remediation.ts'
import { missingValues } from './helm/missing-values.ts'
import { shadowedValue } from './helm/shadowed-value.ts'
import { splitStorage } from './helm/split-storage.ts'
import { staleDefinitions } from './helm/stale-definitions.ts'
import { undetectedDrift } from './helm/undetected-drift.ts'
import { unreadableVersion } from './helm/unreadable-version.ts'
import { unreleasedChanges } from './helm/unreleased-changes.ts'
import { versionRange } from './helm/version-range.ts'
import { ambiguousReference } from './kustomize/ambiguous-reference.ts'
import { confusedKustomization } from './kustomize/confused-kustomization.ts'
import { cycle } from './kustomize/cycle.ts'
import { duplicateId } from './kustomize/duplicate-id.ts'
import { externalPlugin } from './kustomize/external-plugin.ts'
import { helmCharts } from './kustomize/helm-charts.ts'
import { invalidField } from './kustomize/invalid-field.ts'
import { invalidPatch } from './kustomize/invalid-patch.ts'
import { invalidResource } from './kustomize/invalid-resource.ts'
import { missingResource } from './kustomize/missing-resource.ts'
import { orphanManifest } from './kustomize/orphan-manifest.ts'
import { patchTarget } from './kustomize/patch-target.ts'
import { unknownField } from './kustomize/unknown-field.ts'
import { unmatchedPatch } from './kustomize/unmatched-patch.ts'
import { encryptedConfigMap } from './sops/encrypted-config-map.ts'
import { encryptedName } from './sops/encrypted-name.ts'
import { forgottenEncryption } from './sops/forgotten-encryption.ts'
import { missingDecryption } from './sops/missing-decryption.ts'
import { partialEncryption } from './sops/partial-encryption.ts'
import { plainTextSecret } from './sops/plain-text-secret.ts'
import { brokenArtifact } from './source/broken-artifact.ts'
import { copiedArtifact } from './source/copied-artifact.ts'
import { duplicateSource } from './source/duplicate-source.ts'
import { missingCredentials } from './source/missing-credentials.ts'
import { movingReference } from './source/moving-reference.ts'
import { ociHelmRepository } from './source/oci-helm-repository.ts'
import { plainTransport } from './source/plain-transport.ts'
import { providerMismatch } from './source/provider-mismatch.ts'
import { shortInterval } from './source/short-interval.ts'
import { tagInUrl } from './source/tag-in-url.ts'
import { unpinnedSource } from './source/unpinned-source.ts'
import { unusedSource } from './source/unused-source.ts'
import { unverifiedArtifact } from './source/unverified-artifact.ts'
import { urlMismatch } from './source/url-mismatch.ts'
import { syntax } from './yaml/syntax.ts'
import { unknownDocument } from './yaml/unknown-document.ts'

/** Every rule, sorted by id. */
export const rules: readonly Rule[] = [
  blockedBase,
  blockedReference,
  brokenTemplate,
  controllerRights,
  danglingDependency,
  danglingHealthCheck,
  danglingImagePolicy,
  danglingProvider,
  danglingSource,
  deprecatedApi,
  duplicateObject,
  emptyPath,
  foreignVariable,
  forgottenSync,
  forgottenVariable,
  healthCheckWithoutNamespace,
  ignoredHealthCheck,
  invalidVariableName,
  misreadEscape,
  missingNamespace,
  missingPath,
  missingRetryInterval,
  missingServiceAccount,
  missingTimeout,
  missingVariables,
  multiLineVariable,
  namespacedClusterObject,
  outdatedKubernetesApi,
  removedKubernetesApi,
  renamedNamespace,
  substitution,
  suspendedDependency,
  uncreatedNamespace,
  undefinedVariable,
  unknownSwitch,
  unpruned,
  unservedApi,
  unservedField,
  unservedShard,
  unwatchedValues,
  dependencyCycle,
  latePrerequisite,
  missingDefinition,
  namespaceOfRelease,
  unawaitedDefinition,
  unorderedPrerequisite,
  ambiguousChart,
  droppedDefaults,
  floatingVersion,
  ignoredVersion,
  missingChart,
  missingLayerSelector,
  missingRemediation,
  missingValues,
  shadowedValue,
  splitStorage,
  staleDefinitions,
  undetectedDrift,
  unreadableVersion,
  unreleasedChanges,
  versionRange,
  ambiguousReference,
  confusedKustomization,
  cycle,
  duplicateId,
  externalPlugin,
  helmCharts,
  invalidField,
  invalidPatch,
  invalidResource,
  missingResource,
  orphanManifest,
  patchTarget,
  unknownField,
  unmatchedPatch,
  encryptedConfigMap,
  encryptedName,
  forgottenEncryption,
  missingDecryption,
  partialEncryption,
  plainTextSecret,
  brokenArtifact,
  copiedArtifact,
  duplicateSource,
  missingCredentials,
  movingReference,
  ociHelmRepository,
  plainTransport,
  providerMismatch,
  shortInterval,
  tagInUrl,
  unpinnedSource,
  unusedSource,
  unverifiedArtifact,
  urlMismatch,
  syntax,
  unknownDocument,
]
