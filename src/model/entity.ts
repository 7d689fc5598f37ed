// microsoft.graph.entity, the root of the hierarchy.
import * as t from 'io-ts'
import { lean } from '../codec/index.js'

/**
 * Whatever has an id. `id` is the one property that is never null; it may be missing, as in a create request.
 *
 * @example
 * import { Entity } from 'exact-match-session/model'
 *
 * Entity.is({ id: 'a' }) // true
 * Entity.is({ id: null }) // false
 */
export const Entity = lean(t.partial({ id: t.string }, 'Entity'))
export interface Entity extends t.TypeOf<typeof Entity> {}
