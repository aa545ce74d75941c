import { expect, test } from 'vitest'
import { objectsIn, setting } from '../../../test/kustomize-objects.ts'
import { matchesLabels, parseLabelSelector } from './select-labels.ts'
import { type Selector, SelectorError, selectorOf, selects } from './select.ts'

const [WEB] = objectsIn(`
apiVersion: apps/v1
kind: Deployment
metadata:
  name: pre-web
  labels: {app: web, tier: "1"}
`)

function isSelected(selector: Selector): boolean {
  if (WEB === undefined) throw new Error('no object')
  const former = [{ kind: 'Deployment', namespace: 'default', name: 'web' }]
  return selects(selector, { ...WEB, former })
}

test.each<[Selector, boolean]>([
  [{}, true],
  [{ kind: 'Deployment', name: 'pre-web' }, true],
  [{ name: 'web' }, true],
  [{ name: 'we' }, false],
  [{ name: 'we|x' }, false],
  [{ name: 'x|w.b' }, true],
  [{ kind: 'Deploy.*' }, true],
  [{ kind: 'Deploy' }, false],
  [{ group: 'apps', version: 'v[12]' }, true],
  [{ namespace: 'default' }, true],
  [{ namespace: 'other' }, false],
  [{ labelSelector: 'app=web,tier in (1,2)' }, true],
  [{ labelSelector: 'app!=web' }, false],
  [{ annotationSelector: '!missing' }, true],
  [{ annotationSelector: 'missing' }, false],
])('%j selects a Deployment pre-web that was web: %s', (selector, expected) => {
  expect(isSelected(selector)).toBe(expected)
})

test('a target is read once, its empty fields left out', () => {
  const target = setting('{kind: Deployment, name: null, labelSelector: app=web}')
  expect(selectorOf(target)).toEqual({ kind: 'Deployment', labelSelector: 'app=web' })
  expect(selectorOf(target)).toBe(selectorOf(target))
})

test.each([
  [{ name: '[' }, 'name'],
  [{ kind: 'a(?=b)' }, 'kind'],
  [{ labelSelector: 'a=b=c' }, 'labelSelector'],
  [{ annotationSelector: 'a in b' }, 'annotationSelector'],
] as const)('%j is refused at `%s`', (selector, field) => {
  expect(() => isSelected(selector)).toThrow(expect.objectContaining({ field }))
  expect(() => isSelected(selector)).toThrow(SelectorError)
})

const LABELS = setting('{app: web, size: "5", in: x, empty: ""}')

test.each([
  ['', true],
  ['app', true],
  ['!app', false],
  ['!other', true],
  [' app = web , size=5 ', true],
  ['app==web', true],
  ['app!=web', false],
  ['other!=web', true],
  ['app in (a, web)', true],
  ['app in ()', false],
  ['empty in (,a)', true],
  ['app notin (a,b)', true],
  ['other notin (a)', true],
  ['size>4', true],
  ['size<5', false],
  ['app>4', false],
  ['empty=', true],
  ['empty', true],
  ['in=x', true],
])('`%s` matches: %s', (text, expected) => {
  const selector = parseLabelSelector(text)
  expect(typeof selector === 'string' ? false : matchesLabels(selector, LABELS)).toBe(expected)
})

test.each([
  ['a=b=c', '`=` where it needs `,`'],
  ['a,', 'its end where it needs a label after `,`'],
  ['a in (b', 'its end where it needs `)`'],
  ['a in b', '`b` where it needs `(`'],
  ['=a', '`=` where it needs a label'],
  ['a b', '`b` where it needs an operator'],
  ['-a', '`-a`, which is no label'],
  ['a=-', '`-`, which is no label value'],
  ['a>b', '`b`, which is no integer'],
  ['a=(', '`(` where it needs a value'],
])('`%s` is no selector: %s', (text, message) => {
  expect(parseLabelSelector(text)).toBe(`The selector \`${text}\` has ${message}.`)
})
