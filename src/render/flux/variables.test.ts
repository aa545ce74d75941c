import { expect, test } from 'vitest'
import { objectIdOf } from '../../lib/kubernetes-id.ts'
import { repoPath } from '../../model/location.ts'
import { type Resource, shortId } from '../../model/resource.ts'
import { parseYaml } from '../../read/yaml/parse.ts'
import { configName } from './made-secret.ts'
import { collectVariables } from './variables.ts'

function resource(text: string): Resource {
  const node = parseYaml({ path: repoPath('x.yaml'), text }, 'resource').documents[0]?.root
  const id = node?.kind === 'map' ? objectIdOf(node) : undefined
  if (node?.kind !== 'map' || id === undefined) throw new Error('no object')
  return { id, node, trail: undefined }
}

/** Names with a readable value, names without one, and whether there are no others. */
function variables(...givers: readonly string[]): readonly [string[], string[], boolean | undefined] {
  const known = new Map(givers.map(resource).map(giver => [configName(giver), giver]))
  const owner = resource(`
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: apps, namespace: flux-system }
spec: { postBuild: { substituteFrom: [{ kind: Secret, name: settings }] } }
`)
  const found = collectVariables(owner, id => known.get(shortId(id)))
  return [[...(found?.variables.keys() ?? [])], [...(found?.hidden ?? [])], found?.isComplete]
}

const METADATA = 'metadata: { name: settings, namespace: flux-system }'

test('an encrypted Secret says which variables it gives, and not their values', () => {
  const secret = `{ apiVersion: v1, kind: Secret, ${METADATA}, stringData: { DOMAIN: "ENC[AES256_GCM,x]", ZONE: eu }, sops: {} }`
  expect(variables(secret)).toEqual([['ZONE'], ['DOMAIN'], true])
})

test('a SealedSecret gives the keys that it holds encrypted', () => {
  const sealed = `{ apiVersion: bitnami.com/v1alpha1, kind: SealedSecret, ${METADATA}, spec: { encryptedData: { DOMAIN: x } } }`
  expect(variables(sealed)).toEqual([[], ['DOMAIN'], true])
})

test('an ExternalSecret gives the keys of its template, else what it fetches by name', () => {
  const external = (spec: string): string =>
    `{ apiVersion: external-secrets.io/v1, kind: ExternalSecret, metadata: { name: other, namespace: flux-system }, spec: ${spec} }`
  const from = 'dataFrom: [{ extract: { key: all } }]'
  const target = (template: string): string => `target: { name: settings, template: ${template} }`
  expect(variables(external(`{ ${target('{ data: { DOMAIN: x } }')}, ${from} }`))).toEqual([
    [],
    ['DOMAIN'],
    true,
  ])
  expect(variables(external('{ target: { name: settings }, data: [{ secretKey: ZONE }] }'))).toEqual([
    [],
    ['ZONE'],
    true,
  ])
  const merged = `{ ${target('{ mergePolicy: Merge, data: { DOMAIN: x } }')}, ${from} }`
  expect(variables(external(merged))).toEqual([[], ['DOMAIN'], false])
  expect(variables(external(`{ target: { name: settings }, ${from} }`))).toEqual([[], [], false])
})

test('what is not in the repository may give any variable', () => {
  expect(variables()).toEqual([[], [], false])
})
