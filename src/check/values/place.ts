import type { Node } from '../../model/node.ts'

/** `hubble.tls.auto`, as messages name it. */
export function pathTo(path: string, name: string): string {
  if (/[^\w/-]/.test(name)) return `${path}["${name}"]`
  return path === '' ? name : `${path}.${name}`
}

/** A variable without a value, or what SOPS has encrypted: what it would be, nobody knows. */
export function isUnknown(node: Node): boolean {
  return node.kind === 'scalar' && (node.text.includes('${') || node.text.startsWith('ENC['))
}

/** What a container asks for, in the map `resources`. */
export const AMOUNTS: ReadonlySet<string> = new Set(['limits', 'requests'])
