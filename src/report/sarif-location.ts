import type { Location as SarifLocation, Region } from 'sarif'
import type { Location } from '../model/location.ts'

/** The name under which SARIF knows the root that paths start from; where it lies is not said. */
export const ROOT_ID = '%SRCROOT%'

export function physical(location: Location): SarifLocation {
  const artifactLocation = { uri: uriOf(location.file), uriBaseId: ROOT_ID }
  return { physicalLocation: { artifactLocation, region: regionOf(location) } }
}

/** Without an end a region reaches to the end of its line, which says more than an empty one. */
function regionOf({ line, column, endLine, endColumn }: Location): Region {
  const isEmpty = endLine === line && endColumn <= column
  return isEmpty
    ? { startLine: line, startColumn: column }
    : { startLine: line, startColumn: column, endLine, endColumn }
}

/** RFC 3986, relative: each segment is escaped, so that none looks like a scheme or a query. */
function uriOf(path: string): string {
  return path
    .replace(/\p{Surrogate}/gu, '\uFFFD')
    .split('/')
    .map(encodeURIComponent)
    .join('/')
}
