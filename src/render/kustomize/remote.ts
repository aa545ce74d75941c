const REMOTE_FILE = /^https?:/i
const SCHEME = /^(?:ssh|https?|file):\/\//i
const USER = /^[a-zA-Z][a-zA-Z0-9-]*@/
const GITHUB = /^github\.com[/:]/i
const FORCED_GIT = /^git::/i

/** Whether kustomize would fetch `path` as one file. */
export function isRemoteFile(path: string): boolean {
  return REMOTE_FILE.test(path)
}

/** Whether kustomize would clone a repository for `path`: anything that reads as host and repository. */
export function isRemoteDirectory(path: string): boolean {
  if (path.startsWith('/')) return false
  const url = (path.split('?', 1)[0] ?? '').replace(FORCED_GIT, '')
  const scheme = SCHEME.exec(url)?.[0].toLowerCase()
  if (scheme === undefined) return isScpAddress(url)
  const address = url.slice(scheme.length)
  return scheme === 'file://' ? address !== '' : isRepository(afterHost(address.replace(USER, ''), false))
}

/** `git@host:path`, and GitHub without a scheme. */
function isScpAddress(address: string): boolean {
  const rest = address.replace(USER, '')
  return (rest !== address || GITHUB.test(rest)) && isRepository(afterHost(rest, true))
}

/** What stands behind the host. Without a scheme a colon may end the host, as in `git@host:path`. */
function afterHost(rest: string, isScpStyle: boolean): string {
  const slash = rest.indexOf('/')
  const colon = isScpStyle ? rest.indexOf(':') : -1
  const end = slash < 0 || (colon > 0 && colon < slash) ? colon : slash
  return end < 0 ? '' : rest.slice(end + 1)
}

function isRepository(path: string): boolean {
  for (const marker of ['_git/', '//', '.git']) {
    const at = path.indexOf(marker)
    if (at >= 0) return marker !== '//' || at > 0
  }
  return path.split('/').length >= 2
}
