// microsoft.graph.entity, the root of the hierarchy.
import * as t from 'io-ts'
import { type FastType, fast } from '../../codec/index.js'

export interface Entity {
  /** Identifies the entity. Never null; missing in a create request. */
  id?: string
}

/**
 * An entity, which has an id. `id` is the one property that is never null; it may be missing, as in a create request.
 *
 * @example
 * import { Entity } from 'exact-match-session/model'
 *
 * Entity.is({ id: 'a' }) // true
 * Entity.is({ id: null }) // false
 */
export const Entity: FastType<Entity> = fast(t.partial({ id: t.string }, 'Entity'))
