import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { expect } from 'vitest'
import { Catalogue, type KindSchema } from '../src/check/schema/catalogue.ts'
import { causesOf } from '../src/check/schema/cause.ts'
import { OBJECT_META } from '../src/check/schema/import/openapi.ts'
import { plainValue } from '../src/check/schema/plain-value.ts'
import { Validators } from '../src/check/schema/validators.ts'
import { objectIdOf } from '../src/lib/kubernetes-id.ts'
import type { Mapping } from '../src/model/node.ts'
import { repoPath } from '../src/model/location.ts'
import { catalogueText } from '../src/read/catalogue.ts'
import { parseYaml } from '../src/read/yaml/parse.ts'
import { suiteTest } from './shared.ts'

interface Patch {
  readonly op: 'add' | 'remove' | 'replace'
  readonly path: string
  readonly value?: unknown
}

interface Verdicts {
  readonly bases: readonly Json[]
  readonly cases: readonly {
    readonly base: number
    readonly patch: Patch | null
    readonly valid: boolean
    readonly message: string
  }[]
}

type Json = Record<string, unknown>

const RELEASES = new Map([
  ['flux', '2.6'],
  ['flux-operator', '0.58'],
  ['kubernetes', '1.30'],
])

/** What the server's structural schema says, and the conversion to a type. */
const STRUCTURAL =
  /field not declared in schema|: expected |must be of type|in body should|in body must|Unsupported value|Too long|Too many|unable to convert unstructured|must validate/

/** Of its own kinds it says so, too, by code that no schema holds. */
const OF_NATIVE = /field not declared in schema|: expected |unable to convert unstructured/

/** The lists of kinds that an Alert and a Receiver may name are open in our catalogue: clusters extend them. */
const OPEN = /spec\.(?:eventSources|resources)\[\d+\]\.kind: Unsupported value/

const ACCEPTED_BY_SERVER = [
  // The server takes a number that does not fit modulo 2^32; nobody means that.
  'PriorityClass {"op":"replace","path":"/value","value":1000000000000}',
]

suiteTest(
  {
    name: 'refuses what the API server refuses for its form, and nothing that it accepts',
    path: 'conformance/api-server/verdicts-1.30.json.gz',
    count: 6_743,
  },
  async file => {
    const judge = await Judge.load()
    const accepted: string[] = []
    const counts = { compared: 0, agreed: 0, open: 0, missed: 0 }
    for (const { object, patch, valid, message } of casesIn(file)) {
      const judged = judge.judge(object)
      if (judged === undefined) continue
      counts.compared++
      if (valid && judged.isRefused) accepted.push(`${String(object['kind'])} ${JSON.stringify(patch)}`)
      if (valid || !isStructural(message, judged.schema)) continue
      counts[judged.isRefused ? 'agreed' : OPEN.test(message) ? 'open' : 'missed']++
    }
    expect(accepted).toEqual(ACCEPTED_BY_SERVER)
    expect(counts.compared).toBeGreaterThanOrEqual(6_743)
    expect(counts.agreed).toBeGreaterThanOrEqual(3_896)
    expect(counts.open).toBeLessThanOrEqual(45)
    expect(counts.missed).toBe(0)
  },
)

function* casesIn(file: string): Generator<Verdicts['cases'][number] & { readonly object: Json }> {
  const { bases, cases } = JSON.parse(gunzipSync(readFileSync(file)).toString('utf8')) as Verdicts
  for (const one of cases) yield { ...one, object: patched(bases[one.base] ?? {}, one.patch) }
}

interface Judged {
  readonly schema: KindSchema
  readonly isRefused: boolean
}

class Judge {
  private readonly catalogue: Catalogue
  private readonly validators: Validators

  private constructor(catalogue: Catalogue, validators: Validators) {
    this.catalogue = catalogue
    this.validators = validators
  }

  static async load(): Promise<Judge> {
    const catalogue = new Catalogue(catalogueText)
    const metadata = catalogue.find(OBJECT_META, RELEASES)
    if (metadata === undefined) throw new Error('there is no schema of metadata')
    return new Judge(catalogue, await Validators.load(metadata))
  }

  /** Undefined for a kind that the catalogue does not have. */
  judge(object: Json): Judged | undefined {
    const root = nodeOf(object)
    const id = objectIdOf(root)
    const schema = id === undefined ? undefined : this.catalogue.find(id, RELEASES)
    if (schema === undefined) return undefined
    const errors = this.validators.errorsOf(schema, plainValue(root, !schema.isNative))
    return { schema, isRefused: causesOf(errors).length > 0 }
  }
}

function isStructural(message: string, { isNative }: KindSchema): boolean {
  return isNative ? OF_NATIVE.test(message) : STRUCTURAL.test(message) || message.includes('Required value')
}

function nodeOf(value: Json): Mapping {
  const file = { path: repoPath('object.json'), text: JSON.stringify(value) }
  const root = parseYaml(file, 'sigs').documents[0]?.root
  if (root?.kind !== 'map') throw new Error('an object is a map')
  return root
}

function patched(base: Json, patch: Patch | null): Json {
  const object = structuredClone(base)
  if (patch === null) return object
  const steps = patch.path
    .split('/')
    .slice(1)
    .map(step => step.replaceAll('~1', '/').replaceAll('~0', '~'))
  const last = steps.pop() ?? ''
  let parent: unknown = object
  for (const step of steps) parent = (parent as Json)[step]
  if (Array.isArray(parent)) changeItem(parent, last, patch)
  else if (patch.op === 'remove') Reflect.deleteProperty(parent as Json, last)
  else (parent as Json)[last] = patch.value
  return object
}

function changeItem(list: unknown[], index: string, { op, value }: Patch): void {
  if (op === 'remove') list.splice(Number(index), 1)
  else if (op === 'add') list.splice(index === '-' ? list.length : Number(index), 0, value)
  else list[Number(index)] = value
}
