/** What we use of the package: the types that it brings for `import` name a namespace that they do not declare. */
declare module '@open-policy-agent/opa-wasm' {
  export class LoadedPolicy {
    readonly mem: WebAssembly.Memory
    readonly wasmInstance: WebAssembly.Instance
    readonly entrypoints: Readonly<Record<string, number>>
    setData(data: ArrayBuffer): void
    evaluate(input: ArrayBuffer | undefined, entrypoint: string): unknown
  }

  const opa: {
    readonly loadPolicySync: (
      module: WebAssembly.Module,
      memory: { initial: number; maximum: number },
      builtins?: Readonly<Record<string, (...args: readonly unknown[]) => unknown>>,
    ) => LoadedPolicy
  }
  export { opa as default }
}
