import type { ClusterRule } from '../../../model/rule.ts'
import { refusesRemoteBases } from '../controllers.ts'

const message = 'The base is remote, and the kustomize-controller of this cluster takes none.'

export const blockedBase: ClusterRule = {
  id: 'flux/blocked-base',
  scope: 'cluster',
  severity: 'error',
  summary: 'Where a cluster takes no remote bases, no kustomization has one.',
  why: 'With `--no-remote-bases` the build fails, and nothing of the Kustomization is applied.',
  fix: 'Copy the base into the repository, or deliver it by a source of its own.',

  *check(cluster) {
    if (!refusesRemoteBases(cluster)) return
    for (const build of cluster.builds) {
      for (const { reason, at } of build.gaps) if (reason === 'remote-base') yield { at, message, build }
    }
  },
}
