import type { Checked, Checker, Severities } from '../../model/checker.ts'
import type { Failure } from '../../model/finding.ts'
import type { Cluster, Delivered, Fleet } from '../../model/fleet.ts'
import type { Raised, RaisedGap } from '../../model/raised.ts'
import type { RuleSummary } from '../../model/report.ts'
import type { ObjectId } from '../../model/resource.ts'
import { catalogueText } from '../../read/catalogue.ts'
import { fieldsAfter } from '../flux-fields.ts'
import { Catalogue, type KindSchema, type Releases } from './catalogue.ts'
import { type Cause, causesOf } from './cause.ts'
import { FleetDefinitions } from './fleet-definitions.ts'
import { OBJECT_META } from './import/openapi.ts'
import { placeOf } from './place.ts'
import { plainValue } from './plain-value.ts'
import { activeRules } from '../run.ts'
import { schemaRules } from './rules.ts'
import { Validators } from './validators.ts'
import { wordingOf } from './wording.ts'

/** The room of schemas: what the API server would refuse because of its form. */
export const schemaChecker: Checker = {
  id: 'schema',
  async check(fleet, severities) {
    const rules = rulesInForce(severities)
    if (rules.size === 0) return { raised: [], gaps: [], failures: [], rules: [], counts: {} }
    return new Inspection(rules).inspect(fleet)
  },
}

function rulesInForce(severities: Severities): ReadonlyMap<string, RuleSummary> {
  return new Map(activeRules(schemaRules, severities).map(rule => [rule.id, rule]))
}

interface Subject extends Delivered {
  readonly cluster: Cluster | undefined
  readonly schema: KindSchema
}

/** Says nothing but that there is an object; what holds of the metadata of all is held against it. */
const ANY: KindSchema = { schema: 'any', definitions: new Map<string, never>(), isNative: true }

class Inspection {
  private readonly rules: ReadonlyMap<string, RuleSummary>
  private readonly catalogue = new Catalogue(catalogueText)
  private readonly definitions = new FleetDefinitions()
  private readonly raised: Raised[] = []
  private readonly gaps = new Map<string, RaisedGap>()
  private readonly failures: Failure[] = []

  constructor(rules: ReadonlyMap<string, RuleSummary>) {
    this.rules = rules
  }

  async inspect(fleet: Fleet): Promise<Checked> {
    const subjects = fleet.clusters.flatMap(cluster => this.subjects(cluster.objects, cluster))
    for (const build of fleet.standalone) {
      subjects.push(
        ...this.subjects(
          build.resources.map(resource => ({ resource, build })),
          undefined,
        ),
      )
    }
    const validated = subjects.filter(({ schema }) => schema !== ANY).length
    if (subjects.length > 0) {
      const metadata = this.catalogue.find(OBJECT_META, new Map()) ?? ANY
      const validators = await Validators.load(metadata)
      for (const subject of subjects) this.validate(subject, validators)
    }
    return {
      raised: this.raised,
      gaps: [...this.gaps.values()],
      failures: this.failures,
      rules: [...this.rules.values()],
      counts: { validated },
    }
  }

  private subjects(objects: readonly Delivered[], cluster: Cluster | undefined): Subject[] {
    const version = cluster?.fluxVersion
    const releases: Releases = new Map(version === undefined ? [] : [['flux', version]])
    const definitions = this.definitions.among(objects)
    const subjects: Subject[] = []
    for (const { resource, build } of objects) {
      const { id } = resource
      const schema = this.definitions.find(id, definitions) ?? this.catalogue.find(id, releases)
      if (schema === undefined) this.count(id, resource.node)
      subjects.push({ resource, build, cluster, schema: schema ?? ANY })
    }
    return subjects
  }

  private count({ group, version, kind }: ObjectId, at: RaisedGap['at']): void {
    const apiVersion = group === '' ? version : `${group}/${version}`
    const message = `There is no schema for \`${kind}\` of \`${apiVersion}\`.`
    const gap = this.gaps.get(message) ?? { reason: 'no-schema', message, at, count: 0 }
    this.gaps.set(message, { ...gap, count: (gap.count ?? 0) + 1 })
  }

  /** A schema that cannot be compiled, or an object on which it breaks, is a failure; the others are validated. */
  private validate(subject: Subject, validators: Validators): void {
    try {
      this.raise(subject, validators)
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      this.failures.push({ stage: `schema of ${subject.resource.id.kind}`, message: reason })
    }
  }

  private raise({ resource, build, cluster, schema }: Subject, validators: Validators): void {
    const { node, id, trail } = resource
    const errors = validators.errorsOf(schema, plainValue(node, !schema.isNative))
    if (errors.length === 0) return
    for (const cause of causesOf(errors)) {
      const rule = this.rules.get(cause.rule)
      const place = rule === undefined ? undefined : placeOf(node, cause)
      if (rule === undefined || place === undefined || isToldElsewhere(cause, place.path, { id, cluster }))
        continue
      const wording = wordingOf(cause, id.kind, place)
      this.raised.push({ rule, problem: { at: place.at, trail, resource, ...wording }, build, cluster })
    }
  }
}

interface Owner {
  readonly id: ObjectId
  readonly cluster: Cluster | undefined
}

/** A field that only a newer Flux has: `flux/unserved-field` says since when. */
function isToldElsewhere({ rule }: Cause, path: string, { id, cluster }: Owner): boolean {
  if (rule !== 'schema/unknown-field' || cluster?.fluxVersion === undefined) return false
  return fieldsAfter(id, cluster.fluxVersion).some(field => field.path === path)
}
