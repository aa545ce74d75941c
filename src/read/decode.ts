import type { SyntaxProblem } from '../model/document.ts'
import type { RepoPath, SourceFile } from '../model/location.ts'

const BYTE_ORDER_MARK = '\uFEFF'

/** Text of a file with its line ends made `\n`; problems where the bytes are no UTF-8 text. */
export interface Decoded {
  readonly file: SourceFile
  readonly problems: readonly SyntaxProblem[]
}

/** UTF-8, or UTF-16 with its mark, which is what Go's decoders read. */
export function decodeText(path: RepoPath, bytes: Uint8Array): Decoded {
  const raw = new TextDecoder(encodingOf(bytes), { ignoreBOM: true }).decode(bytes)
  const marked = raw.startsWith(BYTE_ORDER_MARK) ? raw.slice(1) : raw
  const text = marked.includes('\r') ? marked.replaceAll('\r\n', '\n') : marked
  const file = { path, text }
  return { file, problems: [...textProblems(file, bytes)] }
}

function encodingOf([first, second]: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8'
}

function* textProblems(file: SourceFile, bytes: Uint8Array): Generator<SyntaxProblem> {
  const nul = file.text.indexOf('\0')
  if (nul >= 0) {
    yield { at: { file, start: nul, end: nul + 1 }, message: 'The file is binary: it holds a NUL byte.' }
    return
  }
  const replaced = file.text.indexOf('\uFFFD')
  if (replaced >= 0 && encodingOf(bytes) === 'utf-8' && !isUtf8(bytes)) {
    yield { at: { file, start: replaced, end: replaced + 1 }, message: 'The file is not valid UTF-8.' }
  }
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}
