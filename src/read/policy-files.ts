import { existsSync, readFileSync } from 'node:fs'
import { brotliDecompressSync } from 'node:zlib'
import { PACKAGE_ROOT } from './package-root.ts'

const POLICIES = new URL('policies/', PACKAGE_ROOT)

/** What stands in our own `policies/` beside the sources: compiled, and committed. */
export interface PolicyBundle {
  readonly index: unknown
  readonly wasm: Uint8Array
}

/** The compiler of Rego as a WebAssembly program. 40 MB once unpacked: ask for it only where there is text to compile. */
export function readPolicyCompiler(): Uint8Array {
  return brotliDecompressSync(readFileSync(new URL('compiler/opa-compiler.wasm.br', POLICIES)))
}

/** The policies of the package; undefined where none have been built. */
export function readPolicyBundle(): PolicyBundle | undefined {
  const index = readPolicyIndex()
  return index === undefined ? undefined : { index, wasm: readFileSync(new URL('bundle.wasm', POLICIES)) }
}

/** What is in the bundle, without the bundle. */
export function readPolicyIndex(): unknown {
  const file = new URL('bundle.json', POLICIES)
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined
}
