import { itemsAt, mapAt, textAt } from '../../lib/node.ts'
import type { Mapping, Node, Scalar } from '../../model/node.ts'
import type { Resource } from '../../model/resource.ts'

/** The variables that an object of `substituteFrom` gives. */
export interface Given {
  readonly values: readonly (readonly [string, Scalar])[]
  /** Names whose values only the cluster knows: SOPS leaves keys as they are, and an operator says which it makes. */
  readonly hidden: readonly string[]
  /** Whether it gives no others. */
  readonly isWhole: boolean
}

const ENCRYPTED = 'ENC[AES256_GCM,'

/** What a ConfigMap or Secret gives, or an object of which an operator makes a Secret. */
export function givenBy({ id, node }: Resource): Given {
  switch (id.group === 'kubernetes-client.io' ? '' : id.kind) {
    case 'ConfigMap':
      return givenAs(scalarsOf(mapAt(node, 'data')))
    case 'Secret':
      return givenAs([...decodedOf(mapAt(node, 'data')), ...scalarsOf(mapAt(node, 'stringData'))])
    case 'SealedSecret':
      return sealed(mapAt(node, 'spec'))
    case 'ExternalSecret':
      return external(mapAt(node, 'spec'))
    default:
      return { values: [], hidden: [], isWhole: false }
  }
}

export function isEncrypted({ node }: Resource): boolean {
  return node.entries.has('sops')
}

function givenAs(pairs: readonly (readonly [string, Scalar])[]): Given {
  const isHidden = ([, { text }]: readonly [string, Scalar]): boolean => text.startsWith(ENCRYPTED)
  return {
    values: pairs.filter(pair => !isHidden(pair)),
    hidden: pairs.filter(isHidden).map(([name]) => name),
    isWhole: true,
  }
}

function sealed(spec: Mapping | undefined): Given {
  const template = mapAt(mapAt(spec, 'template'), 'data')
  return {
    values: [],
    hidden: [...keysOf(mapAt(spec, 'encryptedData')), ...keysOf(template)],
    isWhole: true,
  }
}

/** A template replaces what is fetched, unless it is to be merged; of `dataFrom` alone no key is known. */
function external(spec: Mapping | undefined): Given {
  const target = mapAt(spec, 'target')
  const template = mapAt(target, 'template')
  const templated = keysOf(mapAt(template, 'data'))
  const isReplaced = templated.length > 0 && textAt(template, 'mergePolicy') !== 'Merge'
  const fetched = itemsAt(spec, 'data').map(item => textAt(item, 'secretKey') ?? '')
  const isOpen = itemsAt(spec, 'dataFrom').length > 0 && !isReplaced
  const isShared =
    itemsAt(template, 'templateFrom').length > 0 || textAt(target, 'creationPolicy') === 'Merge'
  return {
    values: [],
    hidden: isReplaced ? templated : [...templated, ...fetched],
    isWhole: !isOpen && !isShared,
  }
}

function keysOf(map: Mapping | undefined): readonly string[] {
  return [...(map?.entries.keys() ?? [])]
}

export function scalarsOf(map: Mapping | undefined): readonly (readonly [string, Scalar])[] {
  return [...(map?.entries ?? [])].flatMap(([name, { value }]) => (isScalar(value) ? [[name, value]] : []))
}

function decodedOf(map: Mapping | undefined): readonly (readonly [string, Scalar])[] {
  return scalarsOf(map).map(([name, value]) => [
    name,
    value.text.startsWith(ENCRYPTED) ? value : decoded(value),
  ])
}

function decoded(value: Scalar): Scalar {
  return { ...value, text: Buffer.from(value.text, 'base64').toString('utf8') }
}

function isScalar(node: Node): node is Scalar {
  return node.kind === 'scalar'
}
