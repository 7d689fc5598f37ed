// microsoft.graph.exactMatchUploadAgent: the program at the customer's side that hashes a table and uploads it.
import * as t from 'io-ts'
import { DateTimeOffset, lean, nullable, odataType } from '../codec/index.js'
import { Entity } from './entity.js'

/**
 * An upload agent.
 *
 * @example
 * import { ExactMatchUploadAgent } from 'exact-match-session/model'
 *
 * ExactMatchUploadAgent.is({ id: 'a', description: 'the agent in building 7' }) // true
 */
export const ExactMatchUploadAgent = lean(
  t.intersection(
    [
      Entity,
      t.partial({
        '@odata.type': odataType('microsoft.graph.exactMatchUploadAgent'),
        creationDateTime: nullable(DateTimeOffset),
        description: nullable(t.string),
      }),
    ],
    'ExactMatchUploadAgent',
  ),
)
export interface ExactMatchUploadAgent extends t.TypeOf<typeof ExactMatchUploadAgent> {}
