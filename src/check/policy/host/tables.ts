import type { Instance } from '../wasm/instance.ts'

/** The text that ends with a zero byte. */
export function textAt(memory: WebAssembly.Memory, address: number): string {
  const bytes = Buffer.from(memory.buffer)
  return bytes.toString('utf8', address, bytes.indexOf(0, address))
}

/** What the module says of itself: the numbers of its `builtins` and of its `entrypoints`, by their names. */
export function tableOf(
  instance: Instance,
  memory: WebAssembly.Memory,
  name: 'builtins' | 'entrypoints',
): readonly (readonly [name: string, id: number])[] {
  const found: unknown = JSON.parse(textAt(memory, instance.call('opa_json_dump', instance.call(name))))
  if (typeof found !== 'object' || found === null) return []
  return Object.entries(found).map(([key, id]) => [key, Number(id)] as const)
}
