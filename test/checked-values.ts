import { valuesChecker } from '../src/check/values/checker.ts'
import { loadedFleet } from '../src/commands/load.ts'
import { locate } from '../src/lib/locate.ts'
import type { Checked } from '../src/model/checker.ts'
import type { Repository } from '../src/model/repository.ts'

/** What the room of values says of a repository, with every rule on. */
export async function checkedValues(repository: Repository): Promise<Checked> {
  return valuesChecker.check(await loadedFleet(repository), new Map())
}

/** `rule file:line message`, sorted. */
export function linesOf({ raised }: Checked): readonly string[] {
  return raised
    .map(({ rule, problem: { at, message } }) => {
      return `${rule.id} ${at.file.path}:${String(locate(at).line)} ${message}`
    })
    .sort()
}
