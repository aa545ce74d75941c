import type { Fleet } from '../../model/fleet.ts'

/** Whether a helmfile may install definitions and create namespaces before Flux comes. */
export function isPrepared({ repository }: Pick<Fleet, 'repository'>): boolean {
  return repository.files().some(path => path.includes('helmfile'))
}

/** Whether a folder says that somebody starts clusters with more than Flux. */
export function isBootstrapped({ repository }: Pick<Fleet, 'repository'>): boolean {
  return repository.files().some(path => /(?:^|\/)bootstrap\//.test(path))
}
