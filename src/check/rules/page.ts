import type { RuleId, RuleLevel } from '../../model/finding.ts'

/** What a page tells of a rule. */
export interface PageRule {
  readonly id: RuleId
  readonly severity: RuleLevel
  readonly summary: string
  readonly why: string
  readonly fix: string
}

export interface ExampleFile {
  readonly path: string
  readonly text: string
}

/** The files of the rule's fixtures. */
export interface Examples {
  readonly bad: readonly ExampleFile[]
  readonly good: readonly ExampleFile[]
}

const MARKER = / *# expect(?:\([+-]\d+\))?: (\S+)/g

/** The page of a rule in Markdown; of the examples only what tells the bad one from the good one. */
export function rulePage(rule: PageRule, { bad, good }: Examples, notes: string): string {
  const sections = [
    `# ${rule.id}`,
    rule.summary,
    severityLine(rule),
    `## Why\n\n${rule.why}`,
    `## Fix\n\n${rule.fix}`,
    ...example(
      'Bad',
      bad.filter(file => isMarked(file) || differs(file, good)),
    ),
    ...example(
      'Good',
      good.filter(file => differs(file, bad)),
    ),
    notes.trim(),
  ]
  return `${sections.filter(section => section !== '').join('\n\n')}\n`
}

function severityLine({ id, severity }: PageRule): string {
  if (severity !== 'off') return `Severity: ${severity}`
  return `Severity: off, because correct fleets do this on purpose. \`rules: { ${id}: warning }\` in \`fleetlint.yaml\` switches it on.`
}

/** The list of all rules, by area. */
export function ruleCatalogue(rules: readonly PageRule[]): string {
  const areas = new Set(rules.map(({ id }) => areaOf(id)))
  const tables = [...areas].map(area => {
    const rows = rules.filter(({ id }) => areaOf(id) === area).map(row)
    return `## ${area}\n\n| rule | severity | what holds |\n| --- | --- | --- |\n${rows.join('\n')}`
  })
  const head =
    '# Rules\n\n`fleetlint explain RULE` prints a page. The severity can be changed in `fleetlint.yaml`; a rule that is `off` runs ' +
    'only where it is given one there.'
  return `${[head, ...tables].join('\n\n')}\n`
}

function row({ id, severity, summary }: PageRule): string {
  return `| [${id}](${id}.md) | ${severity} | ${summary.replaceAll('|', '\\|')} |`
}

function areaOf(id: RuleId): string {
  return id.slice(0, id.indexOf('/'))
}

function example(title: string, files: readonly ExampleFile[]): readonly string[] {
  if (files.length === 0) return []
  const blocks = files.map(({ path, text }) => `\`${path}\`\n\n\`\`\`yaml\n${shown(text)}\n\`\`\``)
  return [`## ${title}`, ...blocks]
}

function shown(text: string): string {
  return text.replace(MARKER, ' # ← $1').trimEnd()
}

function isMarked({ text }: ExampleFile): boolean {
  return text.search(MARKER) >= 0
}

function differs({ path, text }: ExampleFile, others: readonly ExampleFile[]): boolean {
  return others.find(other => other.path === path)?.text !== text
}
