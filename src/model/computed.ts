// The properties that the service computes. OData has it that a service ignores their values in a request
// (Core.Computed; OData 4.01, Protocol, 11.4.2), so that a client may send back what it has read.

import { type ManagedName, type PropertyName, propertiesWhere } from './sessionProperties.js'
import type { ExactMatchSession } from './types/exactMatchSession.js'

/** The client sets the totals, events change everything else that is managed. */
type ClientManagedName = 'totalBlockCount' | 'totalJobCount'

/** The name of a property that the service computes. */
export type ComputedName = Exclude<ManagedName, ClientManagedName>

const setByClient: ReadonlyArray<PropertyName> = [
  'totalBlockCount',
  'totalJobCount',
] satisfies ReadonlyArray<ClientManagedName>

const managed = new Set(propertiesWhere(({ role }) => role === 'managed'))

const isComputed = (name: PropertyName): name is ComputedName =>
  managed.has(name) && !setByClient.includes(name)

/**
 * The names of the properties that the service computes: state, remaining counts, timestamps, upload URI and error.
 *
 * @example
 * import { computedProperties } from 'exact-match-session/model'
 *
 * computedProperties.includes('state') // true
 * computedProperties.includes('dataUploadURI') // true
 */
export const computedProperties: ReadonlyArray<ComputedName> = propertiesWhere(() => true).filter(isComputed)

const names: ReadonlySet<string> = new Set(computedProperties)

/**
 * A session, or the request for one, without the properties that the service computes.
 *
 * @example
 * import { withoutComputed } from 'exact-match-session/model'
 *
 * withoutComputed({ id: 'a', state: 'Completed', totalBlockCount: 15 }) // { id: 'a', totalBlockCount: 15 }
 */
export const withoutComputed = <A extends ExactMatchSession>(session: A): Omit<A, ComputedName> => {
  // Assigned one by one, which is faster than from entries; but not __proto__, which would become the prototype.
  const kept: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(session)) {
    if (name === '__proto__')
      Object.defineProperty(kept, name, { value, enumerable: true, writable: true, configurable: true })
    else if (!names.has(name)) kept[name] = value
  }
  // Only the keys of ComputedName are gone.
  return kept as Omit<A, ComputedName>
}
