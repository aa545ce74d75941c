import { compileGlobs, type Glob } from './glob.ts'

/** One line of a .gitignore file, ready to match. */
export interface IgnoreRule {
  readonly isNegative: boolean
  readonly directoriesOnly: boolean
  /** Without a slash the pattern is about the name alone, in any directory. */
  readonly isAnyDepth: boolean
  /**
   * Literal parts that stand first; the last one is only the start of a name. Git takes them off before it looks at the
   * rest, so that `**` behind them means what it means at the start of a pattern.
   */
  readonly prefix: readonly string[]
  readonly parts: readonly Glob[]
}

/** What rules are asked about: the parts of a path, counted from the directory of the rules. */
export interface Subject {
  readonly parts: readonly string[]
  readonly isDirectory: boolean
}

const LITERAL_BEFORE_GLOBSTAR = /^[^*?[\\]+(?=\*\*+(?:\/|$))/

/** Reads the text of a .gitignore file, gitignore(5). Lines that can match nothing are left out. */
export function parseIgnoreRules(text: string): readonly IgnoreRule[] {
  const rules: IgnoreRule[] = []
  const lines = text.startsWith('\uFEFF') ? text.slice(1) : text
  for (const line of lines.split('\n')) {
    if (line.startsWith('#')) continue
    const rule = parseRule(withoutTrailingBlanks(line))
    if (rule !== undefined) rules.push(rule)
  }
  return rules
}

/** `true` ignored, `false` taken back by a `!` line, undefined where no rule speaks; the last rule that speaks wins. */
export function decide(rules: readonly IgnoreRule[], subject: Subject): boolean | undefined {
  for (let index = rules.length - 1; index >= 0; index--) {
    const rule = rules[index]
    if (rule !== undefined && speaksOf(rule, subject)) return !rule.isNegative
  }
  return undefined
}

/** Whether a file is ignored, by itself or with a directory above it; what is below an ignored directory stays so. */
export function isIgnoredPath(rules: readonly IgnoreRule[], path: string): boolean {
  const parts = path.split('/')
  for (let length = 1; length < parts.length; length++) {
    if (decide(rules, { parts: parts.slice(0, length), isDirectory: true }) === true) return true
  }
  return decide(rules, { parts, isDirectory: false }) === true
}

function speaksOf(rule: IgnoreRule, { parts, isDirectory }: Subject): boolean {
  if (rule.directoriesOnly && !isDirectory) return false
  if (rule.isAnyDepth) return rule.parts[0]?.matches(parts[parts.length - 1] ?? '') === true
  const rest = rule.prefix.length > 0 ? withoutPrefix(rule.prefix, parts) : parts
  return rest !== undefined && matchesParts(rule.parts, rest)
}

function withoutPrefix(prefix: readonly string[], parts: readonly string[]): readonly string[] | undefined {
  const last = prefix.length - 1
  const start = prefix[last] ?? ''
  const name = parts[last]
  if (name?.startsWith(start) !== true) return undefined
  for (let index = 0; index < last; index++) if (parts[index] !== prefix[index]) return undefined
  return [name.slice(start.length), ...parts.slice(last + 1)]
}

/** A carriage return before the line end, and spaces that no backslash quotes. */
function withoutTrailingBlanks(line: string): string {
  let end = line.endsWith('\r') ? line.length - 1 : line.length
  while (end > 0 && line[end - 1] === ' ' && !isQuoted(line, end - 1)) end--
  return line.slice(0, end)
}

function isQuoted(line: string, at: number): boolean {
  let slashes = 0
  while (line[at - 1 - slashes] === '\\') slashes++
  return slashes % 2 === 1
}

function parseRule(line: string): IgnoreRule | undefined {
  const isNegative = line.startsWith('!')
  const written = isNegative ? line.slice(1) : line
  const directoriesOnly = written.endsWith('/')
  const pattern = directoriesOnly ? written.slice(0, -1) : written
  if (pattern === '') return undefined
  const anchored = pattern.startsWith('/') ? pattern.slice(1) : pattern
  const isAnyDepth = !pattern.includes('/')
  const literal = isAnyDepth ? '' : (LITERAL_BEFORE_GLOBSTAR.exec(anchored)?.[0] ?? '')
  const parts = compileGlobs(anchored.slice(literal.length), 'git')
  if (parts === undefined) return undefined
  return { isNegative, directoriesOnly, isAnyDepth, prefix: literal === '' ? [] : literal.split('/'), parts }
}

/** Like a glob over whole parts: `**` is the star, and at the end it stands for one part at least. */
function matchesParts(pattern: readonly Glob[], parts: readonly string[]): boolean {
  let token = 0
  let afterStar = -1
  let resume = 0
  for (let at = 0; at < parts.length;) {
    const glob = pattern[token]
    if (glob?.isGlobstar === true) {
      token++
      if (token === pattern.length) return true
      afterStar = token
      resume = at
    } else if (glob?.matches(parts[at] ?? '') === true) {
      token++
      at++
    } else if (afterStar >= 0) {
      token = afterStar
      resume++
      at = resume
    } else return false
  }
  return token === pattern.length
}
