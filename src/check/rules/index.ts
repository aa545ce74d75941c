import type { Rule } from '../../model/rule.ts'
import { danglingDependency } from './flux/dangling-dependency.ts'
import { danglingSource } from './flux/dangling-source.ts'
import { deprecatedApi } from './flux/deprecated-api.ts'
import { duplicateObject } from './flux/duplicate-object.ts'
import { foreignVariable } from './flux/foreign-variable.ts'
import { healthCheckWithoutNamespace } from './flux/health-check-without-namespace.ts'
import { invalidVariableName } from './flux/invalid-variable-name.ts'
import { missingNamespace } from './flux/missing-namespace.ts'
import { missingPath } from './flux/missing-path.ts'
import { missingVariables } from './flux/missing-variables.ts'
import { multiLineVariable } from './flux/multi-line-variable.ts'
import { substitution } from './flux/substitution.ts'
import { undefinedVariable } from './flux/undefined-variable.ts'
import { unservedApi } from './flux/unserved-api.ts'
import { dependencyCycle } from './graph/dependency-cycle.ts'
import { ambiguousReference } from './kustomize/ambiguous-reference.ts'
import { cycle } from './kustomize/cycle.ts'
import { duplicateId } from './kustomize/duplicate-id.ts'
import { invalidField } from './kustomize/invalid-field.ts'
import { invalidPatch } from './kustomize/invalid-patch.ts'
import { invalidResource } from './kustomize/invalid-resource.ts'
import { missingResource } from './kustomize/missing-resource.ts'
import { orphanManifest } from './kustomize/orphan-manifest.ts'
import { patchTarget } from './kustomize/patch-target.ts'
import { unknownField } from './kustomize/unknown-field.ts'
import { missingDecryption } from './sops/missing-decryption.ts'
import { syntax } from './yaml/syntax.ts'

/** Every rule, sorted by id. */
export const rules: readonly Rule[] = [
  danglingDependency,
  danglingSource,
  deprecatedApi,
  duplicateObject,
  foreignVariable,
  healthCheckWithoutNamespace,
  invalidVariableName,
  missingNamespace,
  missingPath,
  missingVariables,
  multiLineVariable,
  substitution,
  undefinedVariable,
  unservedApi,
  dependencyCycle,
  ambiguousReference,
  cycle,
  duplicateId,
  invalidField,
  invalidPatch,
  invalidResource,
  missingResource,
  orphanManifest,
  patchTarget,
  unknownField,
  missingDecryption,
  syntax,
]
