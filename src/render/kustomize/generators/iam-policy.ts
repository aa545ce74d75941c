import { mapAt, scalarAt } from '../../../lib/node.ts'
import { computed, type Entry, type Mapping, mapping, type Node, scalar } from '../../../model/node.ts'
import type { Level } from '../level.ts'
import { type KustomizeObject, plainObject } from '../object.ts'

const MADE = { what: 'generator' }

/** The ServiceAccount of the builtin `IAMPolicyGenerator`, which knows one cloud. */
export function iamPolicyAccount(config: Mapping, level: Level): KustomizeObject | undefined {
  const cloud = scalarAt(config, 'cloud')
  if (cloud?.text !== 'gke') {
    const message = `The cloud \`${cloud?.text ?? ''}\` is not supported by the \`IAMPolicyGenerator\`.`
    level.context.report({ code: 'invalid-field', at: cloud ?? config, message })
    return undefined
  }
  const account = mapAt(config, 'serviceAccount')
  const service = mapAt(config, 'kubernetesService')
  const accountName = scalarAt(account, 'name')
  const email = `${textOf(accountName)}@${textOf(scalarAt(account, 'projectId'))}.iam.gserviceaccount.com`
  const annotation = computed(accountName ?? config, MADE, email)
  const namespace = scalarAt(service, 'namespace')
  const node = map(config, [
    ['apiVersion', computed(config, MADE, 'v1')],
    ['kind', computed(config, MADE, 'ServiceAccount')],
    [
      'metadata',
      map(config, [
        ['annotations', map(config, [['iam.gke.io/gcp-service-account', annotation]])],
        ['name', scalarAt(service, 'name') ?? computed(config, MADE, '')],
        ...(namespace === undefined ? [] : [['namespace', namespace] as const]),
      ]),
    ],
  ])
  return plainObject(level.state.nextSerial(), node, { at: config, parent: level.trail })
}

function textOf(node: Node | undefined): string {
  return node?.kind === 'scalar' && node.value !== null ? node.text : ''
}

function map(at: Node, fields: readonly (readonly [string, Node])[]): Mapping {
  const entries = new Map<string, Entry>()
  for (const [key, value] of fields) entries.set(key, { key: scalar(value, key), value })
  return mapping(at, entries)
}
