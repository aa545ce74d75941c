import type { Rule } from '../../model/rule.ts'
import { blockedReference } from './flux/blocked-reference.ts'
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
import { healthCheckWithoutNamespace } from './flux/health-check-without-namespace.ts'
import { ignoredHealthCheck } from './flux/ignored-health-check.ts'
import { invalidVariableName } from './flux/invalid-variable-name.ts'
import { missingNamespace } from './flux/missing-namespace.ts'
import { missingPath } from './flux/missing-path.ts'
import { missingVariables } from './flux/missing-variables.ts'
import { multiLineVariable } from './flux/multi-line-variable.ts'
import { removedKubernetesApi } from './flux/removed-kubernetes-api.ts'
import { substitution } from './flux/substitution.ts'
import { suspendedDependency } from './flux/suspended-dependency.ts'
import { uncreatedNamespace } from './flux/uncreated-namespace.ts'
import { undefinedVariable } from './flux/undefined-variable.ts'
import { unknownSwitch } from './flux/unknown-switch.ts'
import { unservedApi } from './flux/unserved-api.ts'
import { unservedField } from './flux/unserved-field.ts'
import { unservedShard } from './flux/unserved-shard.ts'
import { dependencyCycle } from './graph/dependency-cycle.ts'
import { missingDefinition } from './graph/missing-definition.ts'
import { unawaitedDefinition } from './graph/unawaited-definition.ts'
import { droppedDefaults } from './helm/dropped-defaults.ts'
import { ignoredVersion } from './helm/ignored-version.ts'
import { missingLayerSelector } from './helm/missing-layer-selector.ts'
import { missingValues } from './helm/missing-values.ts'
import { shadowedValue } from './helm/shadowed-value.ts'
import { staleDefinitions } from './helm/stale-definitions.ts'
import { unreleasedChanges } from './helm/unreleased-changes.ts'
import { ambiguousReference } from './kustomize/ambiguous-reference.ts'
import { cycle } from './kustomize/cycle.ts'
import { duplicateId } from './kustomize/duplicate-id.ts'
import { helmCharts } from './kustomize/helm-charts.ts'
import { invalidField } from './kustomize/invalid-field.ts'
import { invalidPatch } from './kustomize/invalid-patch.ts'
import { invalidResource } from './kustomize/invalid-resource.ts'
import { missingResource } from './kustomize/missing-resource.ts'
import { orphanManifest } from './kustomize/orphan-manifest.ts'
import { patchTarget } from './kustomize/patch-target.ts'
import { unknownField } from './kustomize/unknown-field.ts'
import { encryptedConfigMap } from './sops/encrypted-config-map.ts'
import { encryptedName } from './sops/encrypted-name.ts'
import { forgottenEncryption } from './sops/forgotten-encryption.ts'
import { missingDecryption } from './sops/missing-decryption.ts'
import { partialEncryption } from './sops/partial-encryption.ts'
import { plainTextSecret } from './sops/plain-text-secret.ts'
import { copiedArtifact } from './source/copied-artifact.ts'
import { tagInUrl } from './source/tag-in-url.ts'
import { urlMismatch } from './source/url-mismatch.ts'
import { syntax } from './yaml/syntax.ts'
import { unknownDocument } from './yaml/unknown-document.ts'

/** Every rule, sorted by id. */
export const rules: readonly Rule[] = [
  blockedReference,
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
  healthCheckWithoutNamespace,
  ignoredHealthCheck,
  invalidVariableName,
  missingNamespace,
  missingPath,
  missingVariables,
  multiLineVariable,
  removedKubernetesApi,
  substitution,
  suspendedDependency,
  uncreatedNamespace,
  undefinedVariable,
  unknownSwitch,
  unservedApi,
  unservedField,
  unservedShard,
  dependencyCycle,
  missingDefinition,
  unawaitedDefinition,
  droppedDefaults,
  ignoredVersion,
  missingLayerSelector,
  missingValues,
  shadowedValue,
  staleDefinitions,
  unreleasedChanges,
  ambiguousReference,
  cycle,
  duplicateId,
  helmCharts,
  invalidField,
  invalidPatch,
  invalidResource,
  missingResource,
  orphanManifest,
  patchTarget,
  unknownField,
  encryptedConfigMap,
  encryptedName,
  forgottenEncryption,
  missingDecryption,
  partialEncryption,
  plainTextSecret,
  copiedArtifact,
  tagInUrl,
  urlMismatch,
  syntax,
  unknownDocument,
]
