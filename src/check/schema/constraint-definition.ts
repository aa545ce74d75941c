import { recordIn, textIn } from './import/plain.ts'

export const CONSTRAINT_GROUP = 'constraints.gatekeeper.sh'

const TEXT = { type: 'string' }
const TEXTS = { type: 'array', items: TEXT }
const ANYTHING = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true }
/** A star counts at the start and at the end only. */
const WILDCARD = { type: 'string', pattern: '^\\*?[-:a-z0-9]*\\*?$' }

const SELECTOR = {
  type: 'object',
  properties: {
    matchLabels: { type: 'object', additionalProperties: TEXT },
    matchExpressions: {
      type: 'array',
      items: {
        type: 'object',
        required: ['key', 'operator'],
        properties: { key: TEXT, operator: TEXT, values: TEXTS },
      },
    },
  },
}

const MATCH = {
  type: 'object',
  properties: {
    kinds: {
      type: 'array',
      items: { type: 'object', properties: { apiGroups: TEXTS, kinds: TEXTS } },
    },
    name: WILDCARD,
    namespaces: { type: 'array', items: WILDCARD },
    excludedNamespaces: { type: 'array', items: WILDCARD },
    labelSelector: SELECTOR,
    namespaceSelector: SELECTOR,
    scope: TEXT,
    source: { type: 'string', enum: ['All', 'Generated', 'Original'] },
  },
}

const SCOPED_ACTIONS = {
  type: 'array',
  items: {
    type: 'object',
    properties: {
      action: TEXT,
      enforcementPoints: { type: 'array', items: { type: 'object', properties: { name: TEXT } } },
    },
  },
}

/**
 * The CustomResourceDefinition that Gatekeeper makes of a ConstraintTemplate: a form that is the same for all, and the
 * template's own schema for `spec.parameters`.
 *
 * https://open-policy-agent.github.io/gatekeeper/website/docs/constrainttemplates
 */
export function constraintDefinition(template: unknown): unknown {
  const crd = recordIn(recordIn(recordIn(template, 'spec'), 'crd'), 'spec')
  const validation = recordIn(crd, 'validation')
  const schema = isLegacy(template, validation) ? undefined : recordIn(validation, 'openAPIV3Schema')
  const parameters = schema ?? ANYTHING
  const spec = {
    type: 'object',
    properties: {
      enforcementAction: TEXT,
      match: MATCH,
      parameters,
      scopedEnforcementActions: SCOPED_ACTIONS,
    },
  }
  const openAPIV3Schema = {
    type: 'object',
    properties: { metadata: { type: 'object' }, spec, status: ANYTHING },
  }
  const names = { kind: textIn(recordIn(crd, 'names'), 'kind') }
  const versions = ['v1beta1', 'v1alpha1'].map(name => ({ name, schema: { openAPIV3Schema } }))
  return {
    kind: 'CustomResourceDefinition',
    spec: { group: CONSTRAINT_GROUP, names, scope: 'Cluster', versions },
  }
}

/** Before v1 of templates, a schema was by default one that keeps what it does not know. */
function isLegacy(template: unknown, validation: Readonly<Record<string, unknown>> | undefined): boolean {
  const isStated = validation !== undefined && 'legacySchema' in validation
  if (isStated) return validation['legacySchema'] === true
  return textIn(template, 'apiVersion') !== 'templates.gatekeeper.sh/v1'
}
