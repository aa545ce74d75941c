import { type SpawnSyncReturns, spawnSync } from 'node:child_process'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'

const ROOT = fileURLToPath(new URL('../', import.meta.url))
const PLACE = mkdtempSync(join(tmpdir(), 'fleetlint-package-'))
const INSTALLED = join(PLACE, 'node_modules/fleetlint')
const FLEET = join(PLACE, 'fleet')

interface Manifest {
  readonly version: string
  readonly bin: { readonly fleetlint: string }
}

interface Lock {
  readonly packages: Readonly<Record<string, { readonly dev?: boolean }>>
}

beforeAll(() => {
  unpack(pack())
  for (const name of productionPackages()) cpSync(join(ROOT, name), join(PLACE, name), { recursive: true })
  for (const name of ['clusters', 'modules', 'platform', 'policies/exemptions', '.sourceignore'])
    cpSync(join(ROOT, name), join(FLEET, name), { recursive: true })
})

afterAll(() => {
  rmSync(PLACE, { recursive: true, force: true })
})

/** Without scripts: what `npm ci` has built is what is packed, and no build runs under the feet of other tests. */
function pack(): string {
  const { stdout, stderr, status } = spawnSync(
    'npm',
    ['pack', '--ignore-scripts', '--pack-destination', PLACE],
    {
      cwd: ROOT,
      encoding: 'utf8',
      shell: process.platform === 'win32',
    },
  )
  expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' })
  return join(PLACE, stdout.trim())
}

function unpack(tarball: string): void {
  mkdirSync(INSTALLED, { recursive: true })
  const { status } = spawnSync('tar', ['-xzf', tarball, '-C', INSTALLED, '--strip-components=1'])
  expect(status).toBe(0)
}

/** What `npm install` would bring along; a dependency that only development has is absent, as it is for users. */
function productionPackages(): string[] {
  const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as Lock
  return Object.entries(lock.packages)
    .filter(([path, { dev }]) => path !== '' && dev !== true)
    .map(([path]) => path)
}

function fleetlint(...args: readonly string[]): SpawnSyncReturns<string> {
  const { bin } = JSON.parse(readFileSync(join(INSTALLED, 'package.json'), 'utf8')) as Manifest
  return spawnSync(process.execPath, [join(INSTALLED, bin.fleetlint), ...args], {
    cwd: PLACE,
    encoding: 'utf8',
  })
}

test('the package holds what runs, its schemas and its licence, and neither sources nor tests', () => {
  const files = readdirSync(INSTALLED, { recursive: true, encoding: 'utf8' }).map(path =>
    path.replaceAll('\\', '/'),
  )
  expect(files).toEqual(
    expect.arrayContaining([
      'LICENSE',
      'README.md',
      'action.yml',
      'dist/bin.js',
      'dist/index.js',
      'package.json',
    ]),
  )
  expect(files.filter(path => /^schemas\/.*\.json$/.test(path)).length).toBeGreaterThan(0)
  // The pages that `explain` prints are the one thing taken from `src`.
  const isLeftOut = (path: string): boolean =>
    /\.test\.|\.tsbuildinfo$|^(test|fixtures|clusters)\/|^src\/.*\.ts$/.test(path)
  expect(files.filter(isLeftOut)).toEqual([])
  expect(files).toContain('src/check/rules/yaml/syntax.md')
})

test('the installed command prints its version', () => {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Manifest
  const { stdout, stderr, status } = fleetlint('--version')
  expect({ stdout, stderr, status }).toEqual({ stdout: `${version}\n`, stderr: '', status: 0 })
})

test.each(['compact', 'json', 'sarif', 'github', 'pretty'])(
  'the installed command checks a fleet, as %s',
  format => {
    const { stderr, status } = fleetlint('check', FLEET, '--format', format)
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 })
  },
)

test('the installed command draws a fleet', () => {
  const { stdout, stderr, status } = fleetlint('graph', FLEET, '--format', 'svg')
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 })
  expect(stdout).toMatch(/^<svg [^]*<\/svg>\n$/)
})

test('the installed command finds a mistake', () => {
  const broken = join(PLACE, 'broken')
  cpSync(FLEET, broken, { recursive: true })
  const file = 'clusters/dev/networking.yaml'
  const text = readFileSync(join(broken, file), 'utf8').replace('- name: sources', '- name: source')
  writeFileSync(join(broken, file), text)
  const { stdout, status } = fleetlint('check', broken, '--format', 'compact')
  const line = text.split('\n').indexOf('    - name: source') + 1
  expect(stdout).toMatch(new RegExp(`^${file}:${String(line)}:13 error flux/dangling-dependency .*\n$`))
  expect(status).toBe(1)
})

test('the installed library checks a fleet and renders a part of it', () => {
  const script = `
    const { check, loadReporter, render } = await import('fleetlint')
    const { clusters, findings: all } = await check('fleet')
    const findings = all.filter(({ exemption }) => exemption === undefined)
    const reporter = await loadReporter('compact')
    const { objects } = render('fleet', 'platform/sources')
    console.log(JSON.stringify([clusters.map(({ name }) => name), findings, reporter.id, objects.length]))`
  const args = ['--input-type=module', '-e', script]
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: PLACE, encoding: 'utf8' })
  expect({ stdout, stderr }).toEqual({ stdout: '[["dev"],[],"compact",3]\n', stderr: '' })
})

/** What a run loads that asks a policy of ours, and one that asks a constraint template. */
const POLICY_FILES = ['policies/bundle.wasm', 'dist/bundle/package-host.js', 'dist/bundle/opa-wasm.js']
const TEMPLATE_FILES = ['dist/bundle/exact-host.js']

/** A cluster whose objects no policy is for, with this object besides. */
function fleetWith(object: string): string {
  const fleet = mkdtempSync(join(PLACE, 'fleet-'))
  const files = {
    'clusters/dev/web.yaml': `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: web, namespace: flux-system }
spec:
  interval: 1h
  path: ./web
  prune: true
  sourceRef: { kind: GitRepository, name: flux-system }
`,
    'web/kustomization.yaml': 'resources: [object.yaml]\n',
    'web/object.yaml': object,
  }
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(fleet, path)), { recursive: true })
    writeFileSync(join(fleet, path), text)
  }
  return fleet
}

const CONFIG_MAP = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: web, namespace: shop }\n'
const POD = `apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop }
spec: { containers: [{ name: web, image: registry.example/web }] }
`

test('what runs policies is loaded where something is asked of it, each host by itself', () => {
  const rules = (fleet: string): string => fleetlint('check', fleet, '--format', 'compact').stdout
  const without = (files: readonly string[], work: () => void): void => {
    for (const file of files) renameSync(join(INSTALLED, file), join(INSTALLED, `${file}.away`))
    work()
    for (const file of files) renameSync(join(INSTALLED, `${file}.away`), join(INSTALLED, file))
  }
  without([...POLICY_FILES, ...TEMPLATE_FILES], () => {
    expect(rules(fleetWith(CONFIG_MAP))).toBe('')
  })
  without(TEMPLATE_FILES, () => {
    expect(rules(fleetWith(POD))).toContain('policy/unpinned-image')
    expect(rules(FLEET)).toBe('')
    expect(fleetlint('check', FLEET).status).toBe(2)
  })
  for (const file of POLICY_FILES)
    without([file], () => {
      expect(fleetlint('check', fleetWith(POD)).status).toBe(2)
    })
})
