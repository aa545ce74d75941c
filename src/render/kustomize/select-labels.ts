import type { Mapping } from '../../model/node.ts'

type Operator = 'in' | 'notin' | 'exists' | 'absent' | 'above' | 'below'

interface Requirement {
  readonly key: string
  readonly operator: Operator
  readonly values: readonly string[]
}

/** Requirements that must all hold. */
export type LabelSelector = readonly Requirement[]

/** Whether labels, or annotations, meet every requirement; values count as their text. */
export function matchesLabels(selector: LabelSelector, labels: Mapping | undefined): boolean {
  return selector.every(requirement => {
    const value = labels?.entries.get(requirement.key)?.value
    return holds(requirement, value === undefined ? undefined : value.kind === 'scalar' ? value.text : '')
  })
}

function holds({ operator, values }: Requirement, value: string | undefined): boolean {
  switch (operator) {
    case 'in':
      return value !== undefined && values.includes(value)
    case 'notin':
      return value === undefined || !values.includes(value)
    case 'exists':
      return value !== undefined
    case 'absent':
      return value === undefined
    case 'above':
      return compareIntegers(value, values[0]) === 1
    case 'below':
      return compareIntegers(value, values[0]) === -1
    default:
      return operator satisfies never
  }
}

const INTEGER = /^[-+]?\d+$/

function compareIntegers(a: string | undefined, b: string | undefined): number | undefined {
  if (a === undefined || b === undefined || !INTEGER.test(a)) return undefined
  const difference = BigInt(a.replace('+', '')) - BigInt(b.replace('+', ''))
  return difference > 0n ? 1 : difference < 0n ? -1 : 0
}

const TOKEN = /\s*(?:([^\s=!(),<>]+)|(==|!=|[=!(),<>]))/y

/** The words and signs of a selector; a sign is kept apart from a word that looks like one. */
interface Token {
  readonly word: string | undefined
  readonly text: string
}

function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = []
  TOKEN.lastIndex = 0
  for (let match = TOKEN.exec(text); match !== null; match = TOKEN.exec(text)) {
    tokens.push({ word: match[1], text: match[1] ?? match[2] ?? '' })
  }
  return tokens
}

/** Reads `app=web, tier in (a,b), !old, size>3` as Kubernetes does; a text instead says what is wrong. */
export function parseLabelSelector(text: string): LabelSelector | string {
  const reader = new Reader(text)
  const requirements: Requirement[] = []
  while (!reader.isDone()) {
    const requirement = reader.requirement()
    if (typeof requirement === 'string') return requirement
    requirements.push(requirement)
    const wrong = reader.next()
    if (wrong !== undefined) return wrong
  }
  return requirements
}

type Comparison = Exclude<Operator, 'exists' | 'absent'>

const OPERATORS: ReadonlyMap<string, Comparison> = new Map([
  ['=', 'in'],
  ['==', 'in'],
  ['in', 'in'],
  ['!=', 'notin'],
  ['notin', 'notin'],
  ['>', 'above'],
  ['<', 'below'],
])

const LABEL_KEY =
  /^(?:(?=.{1,253}\/)[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*\/)?(?=.{1,63}$)[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?$/
const LABEL_VALUE = /^(?=.{0,63}$)(?:[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?)?$/

const VALUE_FORMS: Readonly<Record<Comparison, readonly [RegExp, string]>> = {
  in: [LABEL_VALUE, 'label value'],
  notin: [LABEL_VALUE, 'label value'],
  above: [INTEGER, 'integer'],
  below: [INTEGER, 'integer'],
}

/** Walks the tokens of one selector. */
class Reader {
  private readonly text: string
  private readonly tokens: readonly Token[]
  private at = 0

  constructor(text: string) {
    this.text = text
    this.tokens = tokensOf(text)
  }

  isDone(): boolean {
    return this.at >= this.tokens.length
  }

  /** Goes on to the next requirement; says what stands there instead. */
  next(): string | undefined {
    if (this.isDone()) return undefined
    if (!this.takes(',')) return this.unexpected('`,`')
    return this.isDone() ? this.unexpected('a label after `,`') : undefined
  }

  takes(sign: string): boolean {
    const token = this.tokens[this.at]
    if (token === undefined || token.text !== sign) return false
    this.at++
    return true
  }

  unexpected(wanted: string): string {
    const found = this.tokens[this.at]?.text
    return `The selector \`${this.text}\` has ${found === undefined ? 'its end' : `\`${found}\``} where it needs ${wanted}.`
  }

  requirement(): Requirement | string {
    const isAbsent = this.takes('!')
    const key = this.word()
    if (key === undefined) return this.unexpected('a label')
    if (!LABEL_KEY.test(key)) return `The selector \`${this.text}\` has \`${key}\`, which is no label.`
    if (isAbsent || this.isDone() || this.tokens[this.at]?.text === ',') {
      return { key, operator: isAbsent ? 'absent' : 'exists', values: [] }
    }
    return this.comparison(key)
  }

  private comparison(key: string): Requirement | string {
    const sign = this.tokens[this.at]?.text ?? ''
    const operator = OPERATORS.get(sign)
    if (operator === undefined) return this.unexpected('an operator')
    this.at++
    const values = sign === 'in' || sign === 'notin' ? this.set() : this.single()
    if (typeof values === 'string') return values
    const [form, name] = VALUE_FORMS[operator]
    const wrong = values.find(value => !form.test(value))
    if (wrong === undefined) return { key, operator, values }
    return `The selector \`${this.text}\` has \`${wrong}\`, which is no ${name}.`
  }

  /** A word that may stand for a label or a value; `in` and `notin` count as words there. */
  private word(): string | undefined {
    const word = this.tokens[this.at]?.word
    if (word !== undefined) this.at++
    return word
  }

  private single(): readonly string[] | string {
    if (this.isDone() || this.tokens[this.at]?.text === ',') return ['']
    const value = this.word()
    return value === undefined ? this.unexpected('a value') : [value]
  }

  private set(): readonly string[] | string {
    if (!this.takes('(')) return this.unexpected('`(`')
    const values = [this.word() ?? '']
    while (this.takes(',')) values.push(this.word() ?? '')
    return this.takes(')') ? values : this.unexpected('`)`')
  }
}
