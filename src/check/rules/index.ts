import type { Rule } from '../../model/rule.ts'
import { danglingDependency } from './flux/dangling-dependency.ts'
import { danglingSource } from './flux/dangling-source.ts'
import { duplicateObject } from './flux/duplicate-object.ts'
import { missingPath } from './flux/missing-path.ts'
import { substitution } from './flux/substitution.ts'
import { undefinedVariable } from './flux/undefined-variable.ts'
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
import { syntax } from './yaml/syntax.ts'

/** Every rule, sorted by id. */
export const rules: readonly Rule[] = [
  danglingDependency,
  danglingSource,
  duplicateObject,
  missingPath,
  substitution,
  undefinedVariable,
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
  syntax,
]
