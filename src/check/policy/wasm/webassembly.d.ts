/** What we use of the WebAssembly of every JavaScript engine; Node's own types leave it out. */
declare namespace WebAssembly {
  type ExportValue = ((...args: readonly (number | bigint)[]) => unknown) | Memory | Global
  type Imports = Readonly<Record<string, Readonly<Record<string, ExportValue>>>>

  /** Nothing of it is read; it is handed on to instances. */
  interface Module {
    readonly [Symbol.toStringTag]: string
  }

  class Instance {
    constructor(module: Module, imports: Imports)
    readonly exports: Readonly<Record<string, ExportValue>>
  }

  class Memory {
    constructor(limits: { readonly initial: number; readonly maximum: number })
    readonly buffer: ArrayBuffer
    grow(pages: number): number
  }

  class Global {
    value: number | bigint
  }

  class RuntimeError extends Error {}

  function compile(bytes: Uint8Array): Promise<Module>
}
