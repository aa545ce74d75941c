import type { Delivered } from '../../model/fleet.ts'
import type { Mapping } from '../../model/node.ts'
import { textAt, mapAt, valueIn } from '../../lib/node.ts'
import type { KindId } from './catalogue-file.ts'
import type { KindSchema } from './catalogue.ts'
import { CONSTRAINT_GROUP, constraintDefinition } from './constraint-definition.ts'
import { importCrd } from './import/crd.ts'
import { plainValue } from './plain-value.ts'

type SchemaByVersion = ReadonlyMap<string, KindSchema>

const NO_DEFINITIONS = new Map<string, never>()

const TEMPLATE = 'ConstraintTemplate'

/**
 * The kinds that a fleet's own CustomResourceDefinitions define, and its ConstraintTemplates; a definition is read when
 * its kind is asked for.
 */
export class FleetDefinitions {
  private readonly read = new Map<Mapping, SchemaByVersion>()

  /** The definitions among these objects, by group and kind. */
  among(objects: readonly Delivered[]): ReadonlyMap<string, Mapping> {
    const definitions = new Map<string, Mapping>()
    for (const { resource } of objects) {
      const spec = mapAt(resource.node, 'spec')
      if (resource.id.kind === 'CustomResourceDefinition') {
        definitions.set(keyOf(textAt(spec, 'group'), textAt(mapAt(spec, 'names'), 'kind')), resource.node)
      } else if (resource.id.kind === TEMPLATE && resource.id.group === 'templates.gatekeeper.sh') {
        const names = valueIn(spec, 'crd', 'spec', 'names')
        definitions.set(keyOf(CONSTRAINT_GROUP, textAt(names, 'kind')), resource.node)
      }
    }
    return definitions
  }

  find({ group, version, kind }: KindId, definitions: ReadonlyMap<string, Mapping>): KindSchema | undefined {
    const definition = definitions.get(keyOf(group, kind))
    return definition === undefined ? undefined : this.versionsOf(definition).get(version)
  }

  private versionsOf(definition: Mapping): SchemaByVersion {
    const known = this.read.get(definition)
    if (known !== undefined) return known
    const versions = new Map<string, KindSchema>()
    const plain = plainValue(definition, true)
    const isTemplate = textAt(definition, 'kind') === TEMPLATE
    for (const { version, schema, isNative } of importCrd(isTemplate ? constraintDefinition(plain) : plain)) {
      versions.set(version, { schema, isNative, definitions: NO_DEFINITIONS })
    }
    this.read.set(definition, versions)
    return versions
  }
}

function keyOf(group: string | undefined, kind: string | undefined): string {
  return `${group ?? ''}/${kind ?? ''}`
}
