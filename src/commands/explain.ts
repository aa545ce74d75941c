import { fileURLToPath } from 'node:url'
import { policyRules, templateRules } from '../check/policy/index.ts'
import { type PageRule, rulePage } from '../check/rules/page.ts'
import { nearest } from '../lib/nearest.ts'
import { compareText } from '../lib/order.ts'
import type { Command } from '../model/command.ts'
import type { Host } from '../model/host.ts'
import { repoPath } from '../model/location.ts'
import { UsageError } from '../model/usage-error.ts'
import { PACKAGE_ROOT } from '../read/package-root.ts'
import { allRules } from './all-rules.ts'
import { parseArguments } from './arguments.ts'
import { loadFleet } from './load.ts'

/** The pages stand beside the sources, in the repository as in the package. */
const PAGES = fileURLToPath(new URL('src/check/rules/', PACKAGE_ROOT))

export const explain: Command = {
  name: 'explain',
  summary: 'Prints what a rule is about, why, how to fix it, and examples; without RULE, the list of rules.',
  operands: '[RULE]',
  options: {},

  async run(args, host) {
    const [id, ...others] = parseArguments(explain, args).positionals
    if (others.length > 0) throw new UsageError('`explain` takes one RULE.')
    host.stdout(id === undefined ? listOfRules() : pageOf(await ruleNamed(id, host), host))
    return 0
  },
}

/** The rules of every room, and the policies that come with the tool. */
function knownRules(): readonly PageRule[] {
  return [...allRules, ...policyRules()].sort((a, b) => compareText(a.id, b.id))
}

function listOfRules(): string {
  const width = Math.max(...knownRules().map(({ id }) => id.length))
  return knownRules()
    .map(({ id, summary }) => `${id.padEnd(width)}  ${summary}\n`)
    .join('')
}

/** @throws UsageError for an id that no rule has. */
async function ruleNamed(id: string, host: Host): Promise<PageRule> {
  const known = knownRules()
  const own = known.find(rule => rule.id === id)
  if (own !== undefined) return own
  const rules = [...known, ...(await rulesOfFleet(id, host))]
  const found = rules.find(rule => rule.id === id)
  if (found !== undefined) return found
  const ids = rules.map(rule => rule.id)
  const near = ids.find(one => one.endsWith(`/${id}`)) ?? nearest(id, ids)
  const hint = near === undefined ? 'Run `fleetlint explain` for a list.' : `Did you mean \`${near}\`?`
  throw new UsageError(`There is no rule \`${id}\`. ${hint}`)
}

/** The constraint templates of the fleet in the work tree around are rules, too; none where there is no fleet. */
async function rulesOfFleet(id: string, host: Host): Promise<readonly PageRule[]> {
  const root = host.workTree(host.cwd)
  if (root === undefined || (id.includes('/') && !id.startsWith('policy/'))) return []
  try {
    return templateRules((await loadFleet(root, host)).fleet)
  } catch (error) {
    if (error instanceof UsageError) return []
    throw error
  }
}

function pageOf(rule: PageRule, host: Host): string {
  const page = host.open(PAGES, 'disk').read(repoPath(`${rule.id}.md`))
  if (page.kind !== 'bytes') return rulePage(rule, { bad: [], good: [] }, '')
  return new TextDecoder().decode(page.bytes)
}
