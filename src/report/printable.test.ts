import { expect, test } from 'vitest'
import { printable, printablePath } from './printable.ts'

test.each([
  ['line ends and tabs', 'a\r\n\tb', 'a\\r\\n\\tb'],
  ['terminal escapes', '\u001b[31m\u009b\u0007', '\\u001b[31m\\u009b\\u0007'],
  ['turned and hidden text', '\u202e\u200b\u2066\ufeff', '\\u202e\\u200b\\u2066\\ufeff'],
  ['line and paragraph separators', '\u2028\u2029', '\\u2028\\u2029'],
  ['invisible tags', '\u{e0041}', '\\u{e0041}'],
  ['half a character', '\ud83d.', '\\ud83d.'],
  ['old commands of a GitHub runner', '# ##[add-mask]x', '# #\\u0023[add-mask]x'],
  [
    'commands of a GitHub runner',
    '::error::x ::set-output name=a::b',
    '\\u003a:error::x \\u003a:set-output name=a::b',
  ],
])('%s are shown and not obeyed', (_, text, shown) => {
  expect(printable(text)).toBe(shown)
})

test.each([
  'plain text',
  'ünïcödé 日本',
  '👩‍🚀 🇫🇷 ❤️',
  'می‌خواهم',
  'C:\\new',
  '# ## heading',
  'std::string `::1` ::',
])('%s stays as it is', text => {
  expect(printable(text)).toBe(text)
})

test.each([
  ['::error::x', './::error::x'],
  [' ::error::x', ' \\u003a:error::x'],
  ['a::b', 'a::b'],
])('the path %j begins a line as %j', (path, shown) => {
  expect(printablePath(path)).toBe(shown)
})
