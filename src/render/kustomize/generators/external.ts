import { mapAt, scalarAt, withValue } from '../../../lib/node.ts'
import type { Mapping } from '../../../model/node.ts'
import { CONFIG_MAP } from '../fields.ts'
import type { Kustomization } from '../kustomization-file.ts'
import { type Level, markIncomplete } from '../level.ts'
import type { KustomizeObject } from '../object.ts'
import { type PluginConfig, pluginConfigs, reportMisplaced } from '../plugin-configs.ts'
import { shaped } from '../shape.ts'
import { generated } from './config-map.ts'
import { iamPolicyAccount } from './iam-policy.ts'

/** What the builtin plugins under `generators` make. */
export function* externalGenerators(kustomization: Kustomization, level: Level): Generator<KustomizeObject> {
  for (const config of pluginConfigs('generators', kustomization, level)) {
    const object = generatedBy(config, level)
    if (object === undefined) markIncomplete(level)
    else yield { ...object, madeBy: config.madeBy }
  }
}

function generatedBy(config: PluginConfig, level: Level): KustomizeObject | undefined {
  const { kind, node } = config
  switch (kind) {
    case 'ConfigMapGenerator':
      return generated('ConfigMap', { entry: argumentsOf(node, level), global: undefined, at: node }, level)
    case 'SecretGenerator':
      return generated('Secret', { entry: argumentsOf(node, level), global: undefined, at: node }, level)
    case 'IAMPolicyGenerator':
      return iamPolicyAccount(node, level)
    case 'HelmChartInflationGenerator':
      level.context.gap({
        reason: 'unsupported',
        at: node,
        message: 'The chart is not rendered: kustomize would run Helm.',
      })
      return undefined
    default:
      reportMisplaced(config, 'generator', level)
      return undefined
  }
}

/** Name and namespace of the plugin's own metadata stand in where the arguments have none. */
function argumentsOf(node: Mapping, level: Level): Mapping {
  const reading = { where: 'generators', context: level.context, isLenient: true }
  let args = shaped(node, { ...CONFIG_MAP, type: 'text' }, reading)
  for (const field of ['name', 'namespace'] as const) {
    const fallback = scalarAt(mapAt(node, 'metadata'), field)
    const isSet = (scalarAt(args, field)?.text ?? '') !== ''
    if (!isSet && fallback !== undefined) args = withValue(args, field, fallback)
  }
  return args
}
