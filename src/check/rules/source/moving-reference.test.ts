import { expect, test } from 'vitest'
import { resourcesOf, smallCluster } from '../../../../test/small-cluster.ts'
import { withValue } from '../../../lib/node.ts'
import type { Resource } from '../../../model/resource.ts'
import { movingReference } from './moving-reference.ts'

function sourceOf(name: string, spec: string): Resource {
  const [resource] = resourcesOf(
    `${name}.yaml`,
    `kind: OCIRepository\napiVersion: source.toolkit.fluxcd.io/v1\nmetadata: { name: ${name}, namespace: shop }\nspec: ${spec}\n`,
  )
  if (resource === undefined) throw new Error('no object')
  return resource
}

function messagesOf(resource: Resource): readonly string[] {
  const [build] = smallCluster([{ yaml: '' }]).builds
  if (build === undefined) throw new Error('no build')
  return [...movingReference.check({ resource, build })].map(({ message }) => message)
}

test('a source that says it itself is named', () => {
  expect(messagesOf(sourceOf('web', "{ ref: { semver: '*' } }"))).toEqual([
    '`OCIRepository shop/web` takes whatever `*` is.',
  ])
})

test('a line of another file that sets it for many sources gives the same message for each', () => {
  const patch = sourceOf('patch', "{ ref: { semver: '*' } }").node.entries.get('spec')?.value
  if (patch === undefined) throw new Error('no spec')
  const patched = (name: string): Resource => {
    const resource = sourceOf(name, '{}')
    return { ...resource, node: withValue(resource.node, 'spec', patch) }
  }
  const sentence = 'A source whose reference this line sets takes whatever `*` is.'
  expect(messagesOf(patched('web'))).toEqual([sentence])
  expect(messagesOf(patched('api'))).toEqual([sentence])
})
