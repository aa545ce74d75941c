export const awsEbsCsiDriver = {
  chart: 'aws-ebs-csi-driver',
  licence: 'Apache-2.0',
  origin: 'kubernetes-sigs/aws-ebs-csi-driver, charts/aws-ebs-csi-driver',
  releases: [{ version: '2.41.0', from: 'aws-ebs-csi-driver/2.41.0/chart' }],
  keys: [],
  free: ['controller.socketDirVolume', 'node.probeDirVolume', 'sidecars.nodeDriverRegistrar.livenessProbe'],
}
