import { expect, test } from 'vitest'
import { askedRelease } from './flux-release.ts'

const MINORS: readonly (readonly [asked: string, minor: string | undefined])[] = [
  ['2.7.3', '2.7'],
  ['v2.7.3', '2.7'],
  ['2.8.0-rc.1', '2.8'],
  ['2.7', '2.7'],
  ['2.7.x', '2.7'],
  ['2.7.*', '2.7'],
  ['2.2.3', '2.2'],
  ['2.10.1', '2.10'],
  ['2.x', '2.9'],
  ['*', '2.9'],
  ['2', '2.9'],
  ['~2.6', '2.6'],
  ['~2.6.1', '2.6'],
  ['^2.4', '2.9'],
  ['2.3.0 - 2.5.0', '2.5'],
  ['2.3 - 2.5', '2.5'],
  ['2.3 || 2.5', '2.5'],
  ['2.5 || 2.3', '2.5'],
  ['>=2.4 <2.7', '2.6'],
  ['>=2.4, <2.7', '2.6'],
  ['>=2.4,<2.7', '2.6'],
  ['<=2.7.0', '2.7'],
  ['<2.7.0', '2.6'],
  ['>=2.6.1 <2.6.3', '2.6'],
  ['>=2.4, !=2.9', '2.8'],
  ['!=2.9.x,!=2.8.x', '2.7'],
  ['!=2.9.1', '2.9'],
  ['>2.9', undefined],
  ['3.x', undefined],
  ['<2.3', undefined],
]

test.each(MINORS)('%s asks for the highest release in the range', (asked, minor) => {
  expect(askedRelease(asked)).toEqual({ minor })
})

test.each(['', 'latest', '${FLUX_VERSION}', '!=', '2.x || latest', `>=2.4 ${'<2.9 '.repeat(1_000)}`])(
  '%j asks for nothing that can be told',
  asked => {
    expect(askedRelease(asked)).toBeUndefined()
  },
)
