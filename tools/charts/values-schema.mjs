import { commentedKeys } from './commented-keys.mjs'
import { chartLimits } from './chart-limits.mjs'
import { isMap } from './maps.mjs'
import { parse } from 'yaml'

/**
 * The values schema of a chart in one version, as JSON Schema. A map that has defaults takes those keys, the ones that
 * are documented as comments, the ones of the chart's own schema, and `facts.keys`; an empty one takes any.
 *
 * facts.keys: options that neither the defaults nor the comments show, as dotted paths.
 * facts.free: maps that the templates hand on whole. facts.closed: maps that look like it and are not. facts.any: values
 * that the templates take in several types.
 */
export function valuesSchema({ values, schema, dependencies = [] }, facts) {
  const keys = commentedKeys(values)
  for (const path of facts.keys) {
    const dot = path.lastIndexOf('.')
    const parent = path.slice(0, Math.max(dot, 0))
    keys.set(parent, [...(keys.get(parent) ?? []), path.slice(dot + 1)])
  }
  const context = { keys, free: new Set(facts.free), closed: new Set(facts.closed), any: new Set(facts.any) }
  const root = mapSchema({ path: '', value: parse(values), limits: schema }, context)
  const open = { global: MAP, ...(dependencies.length > 0 ? { tags: MAP } : {}) }
  for (const name of dependencies) open[name] = MAP
  return { ...root, properties: sorted({ ...root.properties, ...open }) }
}

const MAP = { type: 'object' }

/** What Kubernetes takes whole, whatever a chart writes into it by default. */
const FREE =
  /^(?:.*[lL]abels|.*[aA]nnotations|.*[sS]elector|.*[aA]ffinity|.*[sS]ecurityContext|.*[sS]trategy|.*Ref|extra.*|resources|limits|requests)$/

/** What a container may ask for; which resources there are is the cluster's to say. */
const RESOURCES = {
  type: 'object',
  properties: { claims: { type: 'array' }, limits: MAP, requests: MAP },
  additionalProperties: false,
}

function schemaOf(place, context) {
  const { path, value, limits } = place
  if (context.any.has(path)) return true
  if (isResources(place, context)) return RESOURCES
  if (isMap(value)) return isFree(place, context) ? MAP : mapSchema(place, context)
  const own = chartLimits(limits)
  if (own !== undefined) return own
  if (Array.isArray(value)) return { type: 'array' }
  if (typeof value === 'number') return { type: ['number', 'string'], pattern: AMOUNT }
  if (typeof value === 'boolean') return { type: 'boolean' }
  return typeof value === 'string' ? SCALAR : true
}

/** Templates print it without quotes: `50%`, `100Mi` and `"3"` do as well as a number. */
const AMOUNT = '^(?:[-+.]?[0-9]|$)'

const SCALAR = { type: ['string', 'number', 'boolean'] }

function isResources({ path, value }, { free, keys }) {
  if (!isMap(value) || !/(?:^|\.)resources$/.test(path) || free.has(path)) return false
  const known = [...Object.keys(value), ...(keys.get(path) ?? [])]
  return known.every(key => Object.hasOwn(RESOURCES.properties, key))
}

function isFree({ path, value }, { free, closed }) {
  if (closed.has(path)) return false
  return Object.keys(value).length === 0 || free.has(path) || FREE.test(path.slice(path.lastIndexOf('.') + 1))
}

function mapSchema({ path, value, limits }, context) {
  const properties = {}
  const below = limits?.properties ?? {}
  const documented = (context.keys.get(path) ?? []).filter(key => !isExample(key, value))
  for (const key of new Set([...Object.keys(value), ...Object.keys(below), ...documented])) {
    const place = { path: path === '' ? key : `${path}.${key}`, value: value[key], limits: below[key] }
    properties[key] = schemaOf(place, context)
  }
  return { type: typeOfMap(limits), properties: sorted(properties), additionalProperties: false }
}

/** What a comment shows beside `resources` is what could stand in it. */
function isExample(key, value) {
  return Object.hasOwn(value, 'resources') && ['limits', 'requests'].includes(key)
}

/** A map by default may be something else too, where the chart's own schema says so. */
function typeOfMap({ type } = {}) {
  const types = Array.isArray(type) ? type.filter(name => name !== 'null') : []
  return types.length > 1 && types.includes('object') ? types : 'object'
}

function sorted(properties) {
  return Object.fromEntries(Object.entries(properties).sort(([a], [b]) => (a < b ? -1 : 1)))
}
