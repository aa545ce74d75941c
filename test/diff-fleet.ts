import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { git } from './git.ts'
import { runMain, type Outcome } from './run-main.ts'
import { temporaryTree, writeIn } from './temporary-tree.ts'

type Files = Readonly<Record<string, string>>

export function kustomization(name: string, path: string, spec: string = ''): string {
  return `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata:
  name: ${name}
  namespace: flux-system
spec:
  interval: 10m
  path: ${path}
  prune: true
  sourceRef:
    kind: GitRepository
    name: flux-system
${spec}`
}

export function configMap(name: string, data: string): string {
  return `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n  namespace: apps\ndata:\n${data}`
}

/** A fleet of two clusters over one base, as it is in the first commit. */
export const FLEET: Files = {
  'clusters/dev/flux-system/gotk-sync.yaml': kustomization('flux-system', './clusters/dev'),
  'clusters/prod/flux-system/gotk-sync.yaml': kustomization('flux-system', './clusters/prod'),
  'clusters/dev/apps.yaml': kustomization('apps', './apps/dev'),
  'clusters/prod/apps.yaml': kustomization('apps', './apps/prod', '  dependsOn:\n    - name: infra\n'),
  'clusters/prod/infra.yaml': kustomization('infra', './infra'),
  'apps/base/kustomization.yaml': 'resources:\n  - web.yaml\n',
  'apps/base/web.yaml': `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  namespace: apps
spec:
  replicas: 1
  template:
    spec:
      containers:
        - name: web
          image: nginx:1.27
`,
  'apps/dev/kustomization.yaml': 'resources:\n  - ../base\n',
  'apps/prod/kustomization.yaml': 'resources:\n  - ../base\npatches:\n  - path: replicas.yaml\n',
  'apps/prod/replicas.yaml':
    'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\n  namespace: apps\nspec:\n  replicas: 5\n',
  'infra/settings.yaml': configMap('settings', '  region: north\n'),
}

/** A repository with this fleet in its first commit. */
export function committed(files: Files = {}, base: Files = FLEET): string {
  const root = temporaryTree({ ...base, ...files })
  git(root, 'init', '-q', '-b', 'main')
  commit(root)
  return root
}

export function commit(root: string): void {
  git(root, 'add', '-A')
  git(root, 'commit', '-q', '-m', 'change')
}

/** Writes files; an empty text removes one. */
export function change(root: string, files: Files): void {
  for (const [path, text] of Object.entries(files)) {
    if (text === '') rmSync(join(root, path))
    else writeIn(root, path, text)
  }
}

/** What `fleetlint diff HEAD` prints after these files have changed. */
export async function diffOf(before: Files, after: Files, ...args: readonly string[]): Promise<Outcome> {
  const root = committed(before)
  change(root, after)
  return runMain(root, 'diff', 'HEAD', ...args)
}

/** The text without the commit's id, which the clock has a part in. */
export function steady({ stdout }: Outcome): string {
  return stdout.replaceAll(/\b[0-9a-f]{12}\b/g, 'COMMIT')
}

/** A file of the fleet with one text in place of another. */
export function edited(path: string, from: string, to: string): Record<string, string> {
  const text = FLEET[path] ?? ''
  if (!text.includes(from)) throw new Error(`${path} has no ${from}`)
  return { [path]: text.replace(from, to) }
}
