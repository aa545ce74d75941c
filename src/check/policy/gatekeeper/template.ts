import { itemsAt, mapAt, scalarAt, textAt, valueIn } from '../../../lib/node.ts'
import type { Origin } from '../../../model/location.ts'
import type { Mapping, Node, Scalar } from '../../../model/node.ts'
import type { Resource } from '../../../model/resource.ts'
import { type ModuleSource, unitKey, type UnitSource } from '../unit.ts'

/** A ConstraintTemplate whose Rego can be compiled. */
export interface Template {
  readonly resource: Resource
  /** Of its constraints: `K8sRequiredLabels`. */
  readonly kind: string
  readonly title: string
  readonly description: string
  readonly unit: UnitSource
  /** Where the text of each module of the unit stands, by its file. */
  readonly places: ReadonlyMap<string, Scalar>
  /** Of the parameters, as the template declares it. */
  readonly schema: Mapping | undefined
  /** Whether it reads `input.review.namespaceObject`. */
  readonly readsNamespace: boolean
}

export type TemplateReading =
  | { readonly result: 'template'; readonly template: Template }
  /** What fleetlint does not evaluate. */
  | { readonly result: 'unsupported'; readonly at: Origin; readonly message: string }
  /** What Gatekeeper refuses. */
  | { readonly result: 'mistake'; readonly at: Origin; readonly message: string }

const TEMPLATE_GROUP = 'templates.gatekeeper.sh'

const TARGET = 'admission.k8s.gatekeeper.sh'

export function isTemplate({ id }: Resource): boolean {
  return id.group === TEMPLATE_GROUP && id.kind === 'ConstraintTemplate'
}

/** https://open-policy-agent.github.io/gatekeeper/website/docs/constrainttemplates */
export function readTemplate(resource: Resource): TemplateReading {
  const { node, id } = resource
  const kind = scalarAt(valueIn(node, 'spec', 'crd', 'spec', 'names'), 'kind')
  if (kind === undefined) return mistake(node, 'The template names no kind in `spec.crd.spec.names.kind`.')
  if (kind.text.toLowerCase() !== id.name) {
    const message = `The template is named \`${id.name}\`, and the kind of its constraints is \`${kind.text}\`: the name is not the kind in small letters.`
    return mistake(scalarAt(mapAt(node, 'metadata'), 'name') ?? kind, message)
  }
  const targets = itemsAt(mapAt(node, 'spec'), 'targets')
  const [target] = targets
  if (target === undefined || targets.length > 1)
    return mistake(kind, 'The template has not exactly one target.')
  if (textAt(target, 'target') !== TARGET) {
    const at = scalarAt(target, 'target') ?? kind
    return {
      result: 'unsupported',
      at,
      message: `The template \`${id.name}\` is for a target that fleetlint does not know.`,
    }
  }
  return readTarget({ resource, kind: kind.text, target })
}

interface Target {
  readonly resource: Resource
  readonly kind: string
  readonly target: Node
}

function readTarget({ resource, kind, target }: Target): TemplateReading {
  const source = regoSource(target)
  const rego = scalarAt(source, 'rego')
  if (typeof rego?.value !== 'string') return withoutRego(resource, target, rego)
  const version = textAt(source, 'version') === 'v1' ? 1 : 0
  const libraries = itemsAt(source, 'libs').filter(item => item.kind === 'scalar')
  const texts = [rego, ...libraries]
  const modules: readonly ModuleSource[] = texts.map(({ text }, index) => ({
    file: fileOf(index),
    text,
    version,
  }))
  const key = unitKey(modules)
  const { node } = resource
  const annotations = mapAt(mapAt(node, 'metadata'), 'annotations')
  return {
    result: 'template',
    template: {
      resource,
      kind,
      title: textAt(annotations, 'metadata.gatekeeper.sh/title') ?? '',
      description: textAt(annotations, 'description') ?? '',
      unit: { key, scope: key, rule: 'violation', modules },
      places: new Map(texts.map((scalar, index) => [fileOf(index), scalar])),
      schema: mapAt(valueIn(node, 'spec', 'crd', 'spec', 'validation'), 'openAPIV3Schema'),
      readsNamespace: texts.some(({ text }) => /\bnamespaceObject\b/.test(text)),
    },
  }
}

function withoutRego(resource: Resource, target: Node, rego: Scalar | undefined): TemplateReading {
  const { name } = resource.id
  if (rego !== undefined) {
    return { result: 'unsupported', at: rego, message: `The Rego of the template \`${name}\` is no text.` }
  }
  const [first] = itemsAt(target, 'code')
  if (first === undefined) return mistake(target, 'The template has no Rego.')
  const engine = textAt(first, 'engine') ?? ''
  const language = engine === 'K8sNativeValidation' ? 'CEL' : `\`${engine}\``
  const message = `The template \`${name}\` is written in ${language}, which fleetlint does not evaluate.`
  return { result: 'unsupported', at: scalarAt(first, 'engine') ?? target, message }
}

/** `code` with an engine comes after `rego`, which is the older place. Rego is preferred where both are given. */
function regoSource(target: Node): Node | undefined {
  const code = itemsAt(target, 'code').find(item => textAt(item, 'engine') === 'Rego')
  const source = code === undefined ? undefined : mapAt(code, 'source')
  return source ?? target
}

function fileOf(index: number): string {
  return index === 0 ? 'template.rego' : `lib-${String(index)}.rego`
}

function mistake(at: Origin, message: string): TemplateReading {
  return { result: 'mistake', at, message }
}
