import { expect, test } from 'vitest'
import { repoPath } from '../model/location.ts'
import { decodeText } from './decode.ts'

const path = repoPath('a.yaml')
const textOf = (bytes: Uint8Array): string => decodeText(path, bytes).file.text
const messages = (bytes: Uint8Array): string[] =>
  decodeText(path, bytes).problems.map(({ message }) => message)

test('a byte order mark is dropped and line ends become line feeds', () => {
  expect(textOf(Buffer.from('\uFEFFa: 1\r\nb: 2\r\n'))).toBe('a: 1\nb: 2\n')
})

test('UTF-16 with its mark is read in both byte orders', () => {
  const little = Buffer.from('\uFEFFé: 1\n', 'utf16le')
  expect(textOf(little)).toBe('é: 1\n')
  expect(messages(little)).toEqual([])
  expect(textOf(Buffer.from(little).swap16())).toBe('é: 1\n')
})

test('bytes that are no UTF-8, and NUL, are told at their place', () => {
  const latin = Buffer.from('a: é\n', 'latin1')
  expect(messages(latin)).toEqual(['The file is not valid UTF-8.'])
  expect(decodeText(path, latin).problems[0]?.at.start).toBe(3)
  expect(messages(Buffer.from('a\0b'))).toEqual(['The file is binary: it holds a NUL byte.'])
  expect(messages(Buffer.from('a: \uFFFD\n'))).toEqual([])
})
