import { expect, test } from 'vitest'
import { overlay } from '../../../test/overlay-repository.ts'
import { locate } from '../../lib/locate.ts'
import { repoPath } from '../../model/location.ts'
import type { Mapping } from '../../model/node.ts'
import type { Repository } from '../../model/repository.ts'
import type { Trail } from '../../model/resource.ts'
import { Documents } from '../../read/documents.ts'
import { parseYaml } from '../../read/yaml/parse.ts'
import { emitYaml } from '../yaml/emit.ts'
import { buildKustomization } from './build.ts'

const NOTHING: Repository = {
  kindOf: () => undefined,
  list: () => [],
  read: () => ({ kind: 'missing' }),
  files: () => [],
}

const MAP = (name: string): string => `{apiVersion: v1, kind: ConfigMap, metadata: {name: ${name}}}\n`

/** What a build says, as texts: objects, the way to each, problems, gaps and what it used. */
function told(documents: Documents, directory: string, kustomization?: Mapping): unknown {
  const { objects, problems, gaps, used } = buildKustomization(documents, repoPath(directory), {
    restriction: 'none',
    order: 'none',
    ...(kustomization && { kustomization }),
  })
  return {
    objects: objects.map(({ node, trail }) => ({ text: emitYaml(node), way: wayOf(trail) })),
    serials: new Set(objects.map(({ serial }) => serial)).size,
    problems: problems.map(({ code, message, trail }) => [code, message, wayOf(trail)]),
    gaps: gaps.map(({ message }) => message),
    used: [...used].sort(),
  }
}

function wayOf(trail: Trail | undefined): readonly string[] {
  if (trail === undefined) return []
  return [...wayOf(trail.parent), `${trail.at.file.path}:${String(locate(trail.at).line)}`]
}

/** Each directory after the others, with what they left behind, is as if it were the only one. */
function expectSame(files: Readonly<Record<string, string>>, directories: readonly string[]): void {
  const documents = new Documents(overlay(NOTHING, files))
  for (const directory of [...directories, ...directories]) {
    const alone = told(new Documents(overlay(NOTHING, files)), directory)
    expect(told(documents, directory)).toEqual(alone)
  }
}

test('a base of several overlays is as in each of them alone, with the way that leads to it there', () => {
  expectSame(
    {
      'base/kustomization.yaml':
        'resources: [deep, a.yaml]\nconfigMapGenerator: [{name: g, literals: [a=b]}]\n',
      'base/a.yaml': MAP('a'),
      'base/deep/kustomization.yaml': 'namePrefix: deep-\nresources: [d.yaml]\n',
      'base/deep/d.yaml': MAP('d'),
      'dev/kustomization.yaml': '# dev\nresources:\n  - ../base\nnamePrefix: dev-\n',
      'prod/kustomization.yaml': 'namePrefix: prod-\nresources:\n  - ../base\n',
      'all/kustomization.yaml': 'resources: [../dev, ../prod, ../base]\n',
    },
    ['base', 'dev', 'prod', 'all', 'base/deep'],
  )
})

test('what is wrong with a base is told of each overlay', () => {
  expectSame(
    {
      'base/kustomization.yaml':
        'resources: [missing.yaml, a.yaml]\npatches: [{patch: "{}", target: {name: b}}]\n',
      'base/a.yaml': MAP('a'),
      'dev/kustomization.yaml': 'resources: [../base]\npatches: [{patch: "{}", target: {name: c}}]\n',
      'prod/kustomization.yaml': 'resources:\n  - ../base\n  - https://example.com/base?ref=main\n',
    },
    ['dev', 'base', 'prod'],
  )
})

test('a cycle is told wherever a build enters it', () => {
  expectSame(
    {
      'a/kustomization.yaml': 'resources: [../b]\n',
      'b/kustomization.yaml': 'resources: [../c, b.yaml]\n',
      'b/b.yaml': MAP('b'),
      'c/kustomization.yaml': 'resources: [../b, c.yaml]\n',
      'c/c.yaml': MAP('c'),
    },
    ['a', 'b', 'c', 'a'],
  )
})

test('a cycle that only the kustomization of Flux closes is told, too', () => {
  const files = {
    'apps/kustomization.yaml': 'resources: [a.yaml]\n',
    'apps/a.yaml': MAP('a'),
    'base/kustomization.yaml': 'resources: [../apps]\n',
  }
  const documents = new Documents(overlay(NOTHING, files))
  const merged = parseYaml({ path: repoPath('merged.yaml'), text: 'resources: [../base]\n' }, 'sigs')
  const root = merged.documents[0]?.root
  if (root?.kind !== 'map') throw new Error('The kustomization is no map.')
  const alone = told(documents, 'apps', root)
  expect(alone).toMatchObject({ objects: [], problems: [['cycle', expect.anything(), expect.anything()]] })
  told(documents, 'base')
  expect(told(documents, 'apps', root)).toEqual(alone)
})

test('variables, a schema and the wish for origins reach into a base', () => {
  const list =
    '{apiVersion: example.com/v1, kind: List2, metadata: {name: x}, spec: {items: [{id: a, v: 1}]}}\n'
  const schema = {
    definitions: {
      list: {
        'x-kubernetes-group-version-kind': [{ group: 'example.com', version: 'v1', kind: 'List2' }],
        properties: {
          spec: {
            properties: {
              items: {
                type: 'array',
                'x-kubernetes-patch-merge-key': 'id',
                'x-kubernetes-patch-strategy': 'merge',
              },
            },
          },
        },
      },
    },
  }
  expectSame(
    {
      'base/kustomization.yaml':
        'resources: [x.yaml]\npatches: [{patch: "{apiVersion: example.com/v1, kind: List2, metadata: {name: x}, spec: {items: [{id: b, v: 2}]}}"}]\n',
      'base/x.yaml': list,
      'named/kustomization.yaml':
        'resources: [m.yaml]\nvars: [{name: N, objref: {apiVersion: v1, kind: ConfigMap, name: m}}]\n',
      'named/m.yaml': MAP('m'),
      'schema.json': JSON.stringify(schema),
      'pod.yaml':
        '{apiVersion: v1, kind: Pod, metadata: {name: p}, spec: {containers: [{name: c, args: [$(N)]}]}}\n',
      'plain/kustomization.yaml': 'resources: [../base, ../named, ../pod.yaml]\n',
      'later/kustomization.yaml': 'resources: [../pod.yaml, ../base, ../named]\n',
      'merging/kustomization.yaml': 'openapi: {path: ../schema.json}\nresources: [../base, ../named]\n',
      'noted/kustomization.yaml': 'buildMetadata: [originAnnotations]\nresources: [../base, ../named]\n',
    },
    ['plain', 'later', 'merging', 'noted', 'base', 'named'],
  )
})
