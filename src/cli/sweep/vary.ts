// The value of --vary: a place in the plan and the values it is to have in turn.
import { InvalidArgumentError } from 'commander'
import { parse } from 'yaml'
import type { Variable } from '../../simulate/index.js'

const valuesOf = (text: string): ReadonlyArray<unknown> => {
  try {
    // Values are written as they are in a plan; a list of them in YAML is one in brackets.
    const values: unknown = parse(`[${text}]`)
    return Array.isArray(values) ? values : []
  } catch {
    return []
  }
}

/** Reads `network.bandwidth=10,20,50`; more of them add up. */
export const variable = (text: string, before: ReadonlyArray<Variable> = []): ReadonlyArray<Variable> => {
  const equals = text.indexOf('=')
  const [path, values] = [text.slice(0, equals).trim(), valuesOf(text.slice(equals + 1))]
  if (equals > 0 && values.length > 0 && values.every((value) => value !== null)) {
    return [...before, { path, values }]
  }
  throw new InvalidArgumentError(
    'A place in the plan and its values, such as network.bandwidth=10,20, was expected.',
  )
}
