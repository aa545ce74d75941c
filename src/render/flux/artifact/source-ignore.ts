import { compileGlobs, type Glob } from '../../../read/git/glob.ts'

/**
 * One pattern of a `.sourceignore` file or of `spec.ignore`, as Flux's copy of go-git reads it (spec/flux.md 6.2).
 * It looks like gitignore and is not: a pattern also speaks of everything below what it matches, so that a later `!`
 * brings back single files from an excluded directory.
 */
export interface SourcePattern {
  /** The directory of the file that holds it, as parts from the root of the artifact. */
  readonly domain: readonly string[]
  readonly isInclusion: boolean
  readonly directoriesOnly: boolean
  readonly parts: readonly PatternPart[]
}

/** `any`: `**`. `nothing`: between two slashes, and before a leading one. `never`: Go cannot read it. */
type PatternPart = Glob | 'any' | 'nothing' | 'never'

const VERSION_CONTROL = ['.git/', '.gitignore', '.gitmodules', '.gitattributes']
const MEDIA = ['*.jpg', '*.jpeg', '*.gif', '*.png', '*.wmv', '*.flv', '*.tar.gz', '*.zip']
const CONTINUOUS_INTEGRATION = [
  '.github/',
  '.circleci/',
  '.travis.yml',
  '.gitlab-ci.yml',
  'appveyor.yml',
  '.drone.yml',
  'cloudbuild.yaml',
  'codeship-services.yml',
  'codeship-steps.yml',
]
const EXTRA = ['**/.goreleaser.yml', '**/.sops.yaml', '**/.flux.yaml']

/** The patterns in force: what the user writes replaces Flux's own, but for those about version control. */
export function patternsInForce(written: readonly SourcePattern[]): readonly SourcePattern[] {
  const always = VERSION_CONTROL.map(line => parsePattern(line, []))
  if (written.length > 0) return [...always, ...written]
  return [...always, ...[...MEDIA, ...CONTINUOUS_INTEGRATION, ...EXTRA].map(line => parsePattern(line, []))]
}

export function parsePatterns(text: string, domain: readonly string[]): readonly SourcePattern[] {
  const patterns: SourcePattern[] = []
  for (const ended of text.split('\n')) {
    const line = ended.endsWith('\r') ? ended.slice(0, -1) : ended
    if (!line.startsWith('#') && line.trim() !== '') patterns.push(parsePattern(line, domain))
  }
  return patterns
}

/** Whether the last pattern that speaks of a path excludes it; `path` counts from the root of the artifact. */
export function isExcluded(
  patterns: readonly SourcePattern[],
  path: readonly string[],
  isDirectory: boolean,
): boolean {
  for (let index = patterns.length - 1; index >= 0; index--) {
    const pattern = patterns[index]
    if (pattern !== undefined && speaksOf(pattern, path, isDirectory)) return !pattern.isInclusion
  }
  return false
}

function parsePattern(line: string, domain: readonly string[]): SourcePattern {
  const isInclusion = line.startsWith('!')
  const written = isInclusion ? line.slice(1) : line
  const trimmed = written.endsWith('\\ ') ? written : written.replace(/ +$/, '')
  const directoriesOnly = trimmed.endsWith('/')
  const texts = (directoriesOnly ? trimmed.slice(0, -1) : trimmed).split('/')
  const parts = texts.map(text => (texts.length === 1 ? globPart(text) : pathPart(text)))
  return { domain, isInclusion, directoriesOnly, parts }
}

/** A pattern without a slash is about names, and `**` in it is no more than `*`. */
function globPart(text: string): PatternPart {
  return compileGlobs(text, 'go')?.[0] ?? 'never'
}

function pathPart(text: string): PatternPart {
  if (text === '') return 'nothing'
  if (text === '**') return 'any'
  return text.includes('**') ? 'never' : globPart(text)
}

function speaksOf(pattern: SourcePattern, path: readonly string[], isDirectory: boolean): boolean {
  const { domain, parts } = pattern
  if (path.length <= domain.length || domain.some((part, index) => path[index] !== part)) return false
  const rest = path.slice(domain.length)
  const end = parts.length === 1 ? nameEnd(parts[0], rest) : pathEnd(parts, rest)
  if (end === undefined) return false
  return end < rest.length || isDirectory || !pattern.directoriesOnly
}

function matches(part: PatternPart | undefined, name: string): boolean {
  return typeof part === 'object' && part.matches(name)
}

/** How many parts of the path the first name that matches closes. */
function nameEnd(part: PatternPart | undefined, path: readonly string[]): number | undefined {
  const found = path.findIndex(name => matches(part, name))
  return found < 0 ? undefined : found + 1
}

/** How many parts of the path the pattern takes up; it takes the first that fits behind `**` and never goes back. */
function pathEnd(parts: readonly PatternPart[], path: readonly string[]): number | undefined {
  let end: number | undefined
  let isAnywhere = false
  for (const part of parts) {
    if (part === 'any') isAnywhere = true
    else if (part === 'nothing') isAnywhere = false
    else {
      const found = indexOf(part, path, { from: end ?? 0, isAnywhere })
      if (found < 0) return undefined
      end = found + 1
      isAnywhere = false
    }
  }
  return end
}

interface Search {
  readonly from: number
  /** Whether the match may stand anywhere behind `from`. */
  readonly isAnywhere: boolean
}

function indexOf(part: PatternPart, path: readonly string[], { from, isAnywhere }: Search): number {
  const last = isAnywhere ? path.length - 1 : Math.min(from, path.length - 1)
  for (let at = from; at <= last; at++) if (matches(part, path[at] ?? '')) return at
  return -1
}
