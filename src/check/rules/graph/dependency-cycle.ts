import { type Cycle, type CycleStep, cyclesOf } from '../../../link/graph/cycles.ts'
import { shortId } from '../../../model/resource.ts'
import type { ClusterRule } from '../../../model/rule.ts'

function message(cycle: Cycle): string {
  const [first, ...others] = cycle
  if (first === undefined) return 'Objects wait for one another.'
  const [waiter] = namesIn(first)
  if (others.length === 0) return `${waiter} ${reason(first)} itself.`
  const steps = cycle.map(step => `${reason(step)} ${namesIn(step)[1]}`)
  return `${waiter} waits for itself: it ${steps.join(', which ')}.`
}

/** Who waits, and for whom. */
function namesIn({ because: { type, from, target } }: CycleStep): readonly [string, string] {
  const [parent, other] = [`\`${shortId(from.resource.id)}\``, `\`${shortId(target)}\``]
  return type === 'applies' ? [other, parent] : [parent, other]
}

function reason({ because: { type } }: CycleStep): string {
  switch (type) {
    case 'dependsOn':
      return 'depends on'
    case 'applies':
      return 'is applied by'
    case 'waits-for':
    case 'sourceRef':
    case 'chartRef':
      return 'is ready only after'
    default:
      return type satisfies never
  }
}

export const dependencyCycle: ClusterRule = {
  id: 'graph/dependency-cycle',
  scope: 'cluster',
  severity: 'error',
  summary: 'No object waits for itself, neither by `dependsOn` nor by what it waits for.',
  why:
    'Flux retries such objects for ever without saying why, none of them becomes ready, and a cycle among ' +
    'Kustomizations also keeps every other Kustomization of the same source from following new commits.',
  fix: 'Remove the `dependsOn` that closes the circle, or the `wait` or `healthChecks` entry that does.',

  *check({ graph }) {
    for (const cycle of cyclesOf(graph)) {
      for (const turned of turns(cycle)) {
        const [first] = turned
        if (first === undefined) continue
        const { at, from } = first.because
        yield { at, message: message(turned), build: from.build, trail: from.resource.trail }
      }
    }
  },
}

/** Of two objects that depend on each other either may be the wrong one: it is told at both. */
function turns(cycle: Cycle): readonly Cycle[] {
  const [first, second, ...others] = cycle
  if (first === undefined || second === undefined || others.length > 0) return [cycle]
  const isMutual = cycle.every(({ because }) => because.type === 'dependsOn')
  return isMutual ? [cycle, [second, first]] : [cycle]
}
