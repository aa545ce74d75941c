// What `persistence` takes, by its type.
import { byType, closed, FLAG, having, listOf, MAP, mapOf, NUMBER, oneOf, open, TEXT } from '../words.mjs'
import { LABELS } from './kubernetes.mjs'

const MOUNTS = listOf(
  closed({ mountPropagation: TEXT, path: TEXT, readOnly: FLAG, subPath: TEXT, subPathExpr: TEXT }),
)

const ITEM = {
  advancedMounts: mapOf(mapOf(MOUNTS)),
  enabled: FLAG,
  globalMounts: MOUNTS,
}

const DATA_SOURCE = closed({ apiGroup: TEXT, kind: TEXT, name: TEXT })

const CLAIM = {
  accessMode: TEXT,
  annotations: LABELS,
  dataSource: DATA_SOURCE,
  dataSourceRef: DATA_SOURCE,
  labels: LABELS,
  size: TEXT,
  storageClass: TEXT,
}

/** Of a StatefulSet. */
export const CLAIM_TEMPLATE = closed({
  ...CLAIM,
  advancedMounts: mapOf(MOUNTS),
  enabled: FLAG,
  globalMounts: MOUNTS,
  name: TEXT,
})

const FILES = {
  defaultMode: NUMBER,
  identifier: TEXT,
  items: listOf(open({ key: TEXT, mode: NUMBER, path: TEXT })),
  name: TEXT,
}

const KINDS = {
  configMap: FILES,
  custom: { volumeSpec: MAP },
  emptyDir: { medium: TEXT, sizeLimit: TEXT },
  ephemeral: { accessMode: TEXT, size: TEXT, storageClass: TEXT },
  hostPath: { hostPath: TEXT, hostPathType: TEXT },
  image: {
    image: { type: ['string', 'object'] },
    pullPolicy: oneOf('Always', 'IfNotPresent', 'Never'),
  },
  nfs: { path: TEXT, server: TEXT },
  secret: FILES,
}

const PVC = 'persistentVolumeClaim'

/**
 * `names` are the options that give an object its name. Before 5.0 an item without a type may be of any, as far as the
 * chart's schema goes; since then it is a claim.
 */
export function persistence(names, { needsType }) {
  const type = oneOf(PVC, ...Object.keys(KINDS))
  const claim = { ...CLAIM, ...names, retain: FLAG, volumeName: TEXT }
  const cases = Object.entries(KINDS).map(([kind, keys]) => [kind, closed({ ...ITEM, type, ...keys })])
  const existing = closed({ ...ITEM, type, existingClaim: TEXT })
  const claims = having('existingClaim', existing, closed({ ...ITEM, type, ...claim }))
  const anything = closed({ ...ITEM, ...Object.assign({}, ...Object.values(KINDS)), ...claim, type })
  return mapOf(
    byType(
      { [PVC]: claims, ...Object.fromEntries(cases) },
      { usual: needsType ? PVC : undefined, other: having('existingClaim', existing, anything) },
    ),
  )
}
