import { locate } from '../src/lib/locate.ts'
import type { Origin } from '../src/model/location.ts'
import { repoPath } from '../src/model/location.ts'
import { Documents } from '../src/read/documents.ts'
import { openRepository } from '../src/read/repository.ts'
import { buildKustomization, type KustomizeBuild } from '../src/render/kustomize/build.ts'
import { temporaryTree } from './temporary-tree.ts'

export type Files = Readonly<Record<string, string>>

/** What `directory` of a small tree builds, as `kustomize build` would with its default options. */
export function buildTree(files: Files, directory = ''): KustomizeBuild {
  const documents = new Documents(openRepository(temporaryTree(files), 'disk'))
  return buildKustomization(documents, repoPath(directory), { restriction: 'rootOnly', order: 'legacy' })
}

/** `file:line` of an origin. */
export function placeOf(origin: Origin): string {
  return `${origin.file.path}:${String(locate(origin).line)}`
}

export function configMap(name: string, more = ''): string {
  return `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n${more}data:\n  key: value\n`
}

export function deployment(name: string, more = ''): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
${more}spec:
  replicas: 1
  template:
    spec:
      containers:
      - name: main
        image: nginx:1.0
        envFrom:
        - configMapRef:
            name: settings
`
}
