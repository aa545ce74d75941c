export const crossplane = {
  chart: 'crossplane',
  licence: 'Apache-2.0',
  origin: 'crossplane/crossplane, cluster/charts/crossplane',
  releases: [{ version: '1.20.11', from: 'crossplane/v1.20.11/chart' }],
  keys: ['nameOverride'],
  free: ['securityContextCrossplane', 'securityContextRBACManager'],
}
