// Variations of a plan as it is written: other values at some of its paths.

/** A place in a plan, such as `network.bandwidth` or `faults.0.rate`, and the values it is to have in turn. */
export interface Variable {
  readonly path: string
  readonly values: ReadonlyArray<unknown>
}

/** A value at a place of a plan. */
export interface Setting {
  readonly path: string
  readonly value: unknown
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

const withValueAt = (document: unknown, keys: ReadonlyArray<string>, value: unknown): unknown => {
  const [key, ...rest] = keys
  if (key === undefined) return value
  if (Array.isArray(document) && /^\d+$/.test(key) && Number(key) <= document.length) {
    return document.toSpliced(Number(key), 1, withValueAt(document[Number(key)], rest, value))
  }
  const around = isObject(document) ? document : {}
  return { ...around, [key]: withValueAt(Object.hasOwn(around, key) ? around[key] : undefined, rest, value) }
}

/**
 * A plan as it is written, with other values; objects that are missing on the way to a value are made. Whether the
 * result is a plan, only its codec can tell.
 *
 * @example
 * import { withSettings } from 'exact-match-session/simulate'
 *
 * const document = { faults: [{ fault: 'duplicate', rate: 0.1 }] }
 * withSettings(document, [{ path: 'faults.0.rate', value: 0.2 }, { path: 'network.parallelUploads', value: 8 }])
 * // { faults: [{ fault: 'duplicate', rate: 0.2 }], network: { parallelUploads: 8 } }
 */
export const withSettings = (document: unknown, settings: ReadonlyArray<Setting>): unknown =>
  settings.reduce<unknown>((varied, { path, value }) => withValueAt(varied, path.split('.'), value), document)

/**
 * Every combination of the values of some variables, in the order of a table; one without settings if there are none.
 *
 * @example
 * import { combinationsOf } from 'exact-match-session/simulate'
 *
 * combinationsOf([{ path: 'network.parallelUploads', values: [4, 8] }])
 * // [[{ path: 'network.parallelUploads', value: 4 }], [{ path: 'network.parallelUploads', value: 8 }]]
 */
export const combinationsOf = (variables: ReadonlyArray<Variable>): ReadonlyArray<ReadonlyArray<Setting>> =>
  variables.reduce<ReadonlyArray<ReadonlyArray<Setting>>>(
    (combinations, { path, values }) =>
      combinations.flatMap((settings) => values.map((value) => [...settings, { path, value }])),
    [[]],
  )
