import { objectIdOf } from '../../lib/kubernetes-id.ts'
import { itemsAt, mapAt, scalarAt, textAt, withValue } from '../../lib/node.ts'
import { parentPath } from '../../lib/path.ts'
import type { Build, BuildGap, BuildProblem } from '../../model/build.ts'
import { type Origin, repoPath } from '../../model/location.ts'
import type { Node } from '../../model/node.ts'
import { objectKey, type Resource, shortId } from '../../model/resource.ts'
import { parseYaml } from '../../read/yaml/parse.ts'
import { expandLists, withCommonMetadata, withOwnerLabels } from '../flux/metadata.ts'
import { nameOrigin, OPERATOR_GROUP, specOf } from '../flux/spec.ts'
import { Budget } from '../template/budget.ts'
import { readTemplate, runTemplate } from '../template/evaluate.ts'
import type { Rendered } from '../template/output.ts'
import { fixed } from '../template/function.ts'
import { FUNCTIONS } from '../template/functions/index.ts'
import type { Template } from '../template/syntax.ts'
import { TemplateError, TemplateGap } from '../template/template-error.ts'
import { type GoMap, NIL } from '../template/value.ts'
import { inputSets } from './inputs.ts'
import { PlacedNodes } from './placed-nodes.ts'
import { isDisabled } from './spec.ts'
import { embeddedTemplate, objectTemplate, type TemplateSource } from './template-source.ts'

export interface ResourceSetRequest {
  /** The ResourceSet as its parent applies it. */
  readonly owner: Resource
  readonly name: string
  /** The ResourceSetInputProviders in its namespace. */
  readonly providers: readonly Resource[]
  readonly parent: Build
}

/**
 * What the Flux Operator applies for a ResourceSet: its templates with each set of inputs; of objects with the same id
 * the first one (spec/flux.md 7.4).
 */
export function renderResourceSet(request: ResourceSetRequest): Build {
  return new Rendering(request).build()
}

interface Made {
  readonly resource: Resource
  /** The name of the step that makes it. */
  readonly step: string | undefined
}

/** Where a template stands: `isOne` in `resources`, where it is one object and never more. */
interface Standing {
  readonly at: Node
  readonly step: string | undefined
  readonly isOne: boolean
}

/** One use each. */
class Rendering {
  private readonly request: ResourceSetRequest
  private readonly budget = new Budget()
  private readonly problems: BuildProblem[] = []
  private readonly gaps: BuildGap[] = []
  private readonly told = new Set<string>()
  private readonly made = new Map<string, Made>()
  private sets: readonly GoMap[] = []

  constructor(request: ResourceSetRequest) {
    this.request = request
  }

  build(): Build {
    const { owner, name, parent, providers } = this.request
    if (!isDisabled(owner)) {
      const inputs = inputSets(owner, providers)
      this.problems.push(...inputs.problems)
      this.gaps.push(...inputs.gaps)
      this.sets = inputs.sets
      const spec = specOf(owner)
      for (const templates of [spec, ...itemsAt(spec, 'steps')]) this.take(templates)
    }
    return {
      name,
      directory: parentPath(owner.node.file.path),
      resources: [...this.made.values()].map(({ resource }) => resource),
      problems: this.problems,
      gaps: this.gaps,
      owner,
      parent,
    }
  }

  /** `resources` before `resourcesTemplate`, whose objects count for less. */
  private take(templates: Node | undefined): void {
    const step = textAt(templates, 'name')
    for (const item of itemsAt(templates, 'resources')) {
      if (item.kind === 'map') this.render(objectTemplate(item), { at: item, step, isOne: true })
    }
    const text = scalarAt(templates, 'resourcesTemplate')
    if (text !== undefined && text.value !== null) {
      this.render(embeddedTemplate(text), { at: text, step, isOne: false })
    }
  }

  private render(source: TemplateSource, standing: Standing): void {
    try {
      const template = readTemplate(source.text, { ...FUNCTIONS, inputs: fixed([], () => NIL) })
      for (const set of this.sets) this.renderSet(template, set, { source, standing })
    } catch (error) {
      if (error instanceof TemplateError) this.report(error, source)
      else if (error instanceof TemplateGap) this.gaps.push(this.gapOf(error, source))
      else throw error
    }
  }

  /** One set's mistake does not keep the others from being rendered. */
  private renderSet(
    template: Template,
    set: GoMap,
    { source, standing }: { readonly source: TemplateSource; readonly standing: Standing },
  ): void {
    try {
      const functions = { ...FUNCTIONS, inputs: fixed([], () => set) }
      const rendered = runTemplate(template, functions, this.budget)
      for (const resource of this.objects(rendered, { source, standing })) this.keep(resource, standing)
    } catch (error) {
      if (!(error instanceof TemplateError)) throw error
      this.report(error, source)
    }
  }

  private *objects(
    rendered: Rendered,
    { source, standing }: { readonly source: TemplateSource; readonly standing: Standing },
  ): Generator<Resource> {
    const { documents, problems } = parseYaml({ path: repoPath(''), text: rendered.text }, 'sigs')
    const placed = new PlacedNodes(rendered, source)
    for (const { at, message } of problems) this.tell(placed.origin(at), brokenOutput(message))
    for (const { root } of standing.isOne ? documents.slice(0, 1) : documents) {
      if (root === undefined) continue
      const node = placed.node(root)
      const id = node.kind === 'map' ? objectIdOf(node) : undefined
      if (node.kind !== 'map' || id === undefined) {
        this.tell(node, 'The template makes a document that is no Kubernetes object.')
        continue
      }
      const resource = { id, node, trail: { at: standing.at, parent: undefined } }
      if (standing.isOne) yield resource
      else yield* expandLists(resource)
    }
  }

  private keep(object: Resource, { step }: Standing): void {
    if (isDisabled(object)) return
    const key = objectKey(object.id)
    const before = this.made.get(key)
    if (before === undefined) this.made.set(key, { resource: labelled(object, this.request.owner), step })
    else if (before.step !== step) {
      const message = `The step \`${step ?? ''}\` makes \`${shortId(object.id)}\`, which \`${before.step ?? ''}\` has made.`
      this.tell(nameOrigin(object), message)
    }
  }

  private report({ message, fix, range }: TemplateError, source: TemplateSource): void {
    this.tell(source.origin(range.start, range.end), `${message}.`, fix)
  }

  /** Once for all sets of inputs in which it shows. */
  private tell(at: Origin, message: string, fix?: string): void {
    const key = `${at.file.path}:${String(at.start)}:${message}`
    if (this.told.has(key)) return
    this.told.add(key)
    this.problems.push({ code: 'template', at, message, ...(fix === undefined ? {} : { fix }) })
  }

  private gapOf({ message, range }: TemplateGap, source: TemplateSource): BuildGap {
    const id = shortId(this.request.owner.id)
    const at = source.origin(range.start, range.end)
    return { reason: 'template', at, message: `A template of \`${id}\` is not rendered: ${message}.` }
  }
}

function brokenOutput(message: string): string {
  return `What the template makes cannot be read: ${message}`
}

/** `commonMetadata`, and the labels of the owner over it. */
function labelled(object: Resource, owner: Resource): Resource {
  const metadata = mapAt(object.node, 'metadata')
  if (metadata === undefined) return object
  const changed = withOwnerLabels(withCommonMetadata(metadata, owner), owner, `resourceset.${OPERATOR_GROUP}`)
  return { ...object, node: withValue(object.node, 'metadata', changed) }
}
