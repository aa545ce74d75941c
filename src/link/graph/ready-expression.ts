/** What an expression is about. */
export interface ReadyQuestion {
  /** How it calls the dependency: `dep.` in Flux, nothing in a ResourceSet. */
  readonly prefix: 'dep.' | ''
  /** Whether the dependency is a Kustomization, whose status says which generation was applied only when it is ready. */
  readonly isKustomization: boolean
}

/**
 * Whether a `readyExpr` cannot hold before the dependency has been ready. An expression that is not understood may hold
 * at any time. CEL is not evaluated: what `&&` and `||` join is held against the usual ways to ask for readiness.
 */
export function demandsReadiness(expression: string, question: ReadyQuestion): boolean {
  if (expression.length > LONGEST) return false
  // With escapes and long texts the quotes cannot be paired by looking at single characters.
  if (expression.includes('\\') || /'''|"""/.test(expression)) return false
  return demands(expression.replace(/\s+/g, '').replaceAll('"', "'"), question, 0)
}

const LONGEST = 10_000

/** Deeper expressions are not looked into. */
const DEEPEST = 20

function demands(text: string, question: ReadyQuestion, depth: number): boolean {
  if (depth > DEEPEST) return false
  const inner = withoutParentheses(text)
  const alternatives = splitAt(inner, '||')
  if (alternatives.length > 1) return alternatives.every(part => demands(part, question, depth + 1))
  if (splitAt(inner, '?').length > 1) return false
  const parts = splitAt(inner, '&&')
  if (parts.length > 1) return parts.some(part => demands(part, question, depth + 1))
  return isOfReadyCondition(inner, question) || isOfGeneration(inner, question)
}

function withoutParentheses(text: string): string {
  let inner = text
  while (inner.startsWith('(') && closing(inner, 0) === inner.length - 1) inner = inner.slice(1, -1)
  return inner
}

/** `status.conditions.exists(…)`, `.filter(…).all(…)` and their like, where they ask for `Ready` to be `True`. */
function isOfReadyCondition(text: string, { prefix }: ReadyQuestion): boolean {
  const start = `${prefix}status.conditions.`
  const first = text.startsWith(start) ? macroAt(text, start.length) : undefined
  if (first?.type !== 'Ready') return false
  if (EXISTS.has(first.name)) return first.rest === '' && first.status === 'True'
  return first.name === 'filter' && wantsTrue(first)
}

/** What follows a filter that leaves the condition `Ready`. */
function wantsTrue({ rest, parts }: Macro): boolean {
  const second = rest.startsWith('.') ? macroAt(rest, 1) : undefined
  if (second === undefined) return rest === "[0].status=='True'"
  // Of nothing everything holds: a filter that asks for more may leave nothing.
  const isMet = EXISTS.has(second.name) || (second.name === 'all' && parts === 1)
  return isMet && second.rest === '' && second.status === 'True'
}

const EXISTS: ReadonlySet<string> = new Set(['exists', 'exists_one'])

interface Macro {
  readonly name: string
  /** What it wants of the condition's `type` and `status`. */
  readonly type: string | undefined
  readonly status: string | undefined
  /** How many things it wants. */
  readonly parts: number
  /** What follows its closing parenthesis. */
  readonly rest: string
}

function macroAt(text: string, at: number): Macro | undefined {
  const [head = '', name = '', variable = ''] = /^(\w+)\((\w+),/.exec(text.slice(at)) ?? []
  const end = head === '' ? -1 : closing(text, at + name.length)
  if (end < 0) return undefined
  const parts = splitAt(text.slice(at + head.length, end), '&&')
  const wanted = (field: string): string | undefined => {
    const [left, right] = [`${variable}.${field}=='`, `'==${variable}.${field}`]
    for (const part of parts) {
      if (part.startsWith(left) && part.endsWith("'")) return part.slice(left.length, -1)
      if (part.startsWith("'") && part.endsWith(right)) return part.slice(1, -right.length)
    }
    return undefined
  }
  return {
    name,
    type: wanted('type'),
    status: wanted('status'),
    parts: parts.length,
    rest: text.slice(end + 1),
  }
}

function isOfGeneration(text: string, { prefix, isKustomization }: ReadyQuestion): boolean {
  const [observed, current] = [`${prefix}status.observedGeneration`, `${prefix}metadata.generation`]
  return isKustomization && (text === `${observed}==${current}` || text === `${current}==${observed}`)
}

/** The parts between a sign that stands outside all quotes and brackets. */
function splitAt(text: string, sign: string): readonly string[] {
  const parts: string[] = []
  let start = 0
  for (const { at, depth } of bareCharacters(text)) {
    if (depth > 0 || at < start || !text.startsWith(sign, at)) continue
    parts.push(text.slice(start, at))
    start = at + sign.length
  }
  return [...parts, text.slice(start)]
}

/** Where the bracket that opens at or after `from` is closed; -1 where it is not. */
function closing(text: string, from: number): number {
  for (const { at, depth } of bareCharacters(text, from)) {
    if (depth === 0 && text[at] === ')') return at
  }
  return -1
}

interface Place {
  readonly at: number
  /** How many brackets are open after this character. */
  readonly depth: number
}

/** The characters outside quotes. */
function* bareCharacters(text: string, from = 0): Generator<Place> {
  let depth = 0
  let isQuoted = false
  for (let at = from; at < text.length; at++) {
    const character = text.charAt(at)
    if (character === "'") isQuoted = !isQuoted
    if (isQuoted) continue
    if ('([{'.includes(character)) depth++
    if (')]}'.includes(character)) depth--
    yield { at, depth }
  }
}
