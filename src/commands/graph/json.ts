import { type Location, type Origin, repoPath } from '../../model/location.ts'
import { jsonText } from '../../report/json-text.ts'
import { placeOn } from '../../settle/place.ts'
import type { Drawing } from './drawing.ts'
import type { Picture, PictureEdge, PictureNode } from './picture.ts'

/** The shape that `schemas/graph.schema.json` has; other programs rely on it. */
export function jsonOf({ pictures, fleet }: Drawing): string {
  const place = placeOn({ files: fleet.files, prefix: repoPath('') })
  const locationOf = (at: Origin): object => publicLocation(place(at))
  return jsonText({
    version: 1,
    nodes: pictures.flatMap(picture =>
      [...picture.nodes.values()].map(node => publicNode(node, picture, locationOf)),
    ),
    edges: pictures.flatMap(({ edges }) => distinct(edges.map(edge => publicEdge(edge, locationOf)))),
  })
}

/** What is undefined is left out by `JSON.stringify`. */
function publicNode(
  { id, target, presence, isSuspended, resource }: PictureNode,
  { cluster }: Picture,
  locationOf: (at: Origin) => object,
): object {
  const { group, kind, namespace, name } = target
  return {
    id,
    group,
    kind,
    namespace,
    name,
    cluster: cluster.name,
    presence,
    suspended: isSuspended,
    location: resource && locationOf(resource.node),
  }
}

function publicEdge(
  { from, to, reference, isCyclic }: PictureEdge,
  locationOf: (at: Origin) => object,
): object {
  return {
    from: from.id,
    to: to.id,
    type: reference.type,
    inCycle: isCyclic,
    location: locationOf(reference.at),
  }
}

/** An object that two builds deliver says the same twice. */
function distinct(edges: readonly object[]): readonly object[] {
  return [...new Map(edges.map(edge => [JSON.stringify(edge), edge])).values()]
}

function publicLocation({ file, document, line, column, endLine, endColumn, pointer }: Location): object {
  return { file, document, line, column, endLine, endColumn, pointer }
}
