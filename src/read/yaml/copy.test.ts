import { expect, test } from 'vitest'
import { repoPath } from '../../model/location.ts'
import type { SourceFile } from '../../model/location.ts'
import { copyFor, mayHaveAliases } from './copy.ts'
import { parseYaml } from './parse.ts'

const TEXT = `# a comment
a: 1
"b": [yes, 0777, {c: null}]
d: |
  text
---
e:
  - f: 2026-01-01
    g: "*no alias"
---
broken: [
---
`

function fileAt(path: string, text = TEXT): SourceFile {
  return { path: repoPath(path), text }
}

test.each(['resource', 'sigs'] as const)(
  'a copy is what parsing the same text again gives, as %s',
  typing => {
    const first = parseYaml(fileAt('a.yaml'), typing)
    const second = fileAt('b.yaml')
    const copy = copyFor(second, first)
    expect(copy).toEqual(parseYaml(second, typing))
    expect(copy.problems).toHaveLength(1)
    expect(copy.documents[0]?.root?.file).toBe(second)
  },
)

test.each(['a: &x 1\nb: *x\n', '- &x 1\n- *x\n', '[&x 1,*x]', '*x', '{a: &x 1, *x : 2}'])(
  'an alias is seen in %j',
  text => {
    expect(mayHaveAliases(fileAt('a.yaml', text))).toBe(true)
  },
)

test.each([TEXT, 'a: 2*3\n', 'cron: "5 * * * *"\n', 'a: b*\n'])('no alias is seen in %j', text => {
  expect(mayHaveAliases(fileAt('a.yaml', text.replace('"*no', '"no')))).toBe(false)
})
