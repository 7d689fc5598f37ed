// microsoft.graph.exactMatchUploadAgent: the program at the customer's side that hashes a table and uploads it.
import * as t from 'io-ts'
import { DateTimeOffset, type FastType, fast, nullable, typeAnnotation } from '../../codec/index.js'
import { Entity } from './entity.js'

const UploadAgent = t.intersection(
  [
    Entity,
    t.partial({
      '@odata.type': typeAnnotation('microsoft.graph.exactMatchUploadAgent'),
      creationDateTime: nullable(DateTimeOffset),
      description: nullable(t.string),
    }),
  ],
  'ExactMatchUploadAgent',
)

export interface ExactMatchUploadAgent extends t.TypeOf<typeof UploadAgent> {}

/**
 * An upload agent.
 *
 * @example
 * import { ExactMatchUploadAgent } from 'exact-match-session/model'
 *
 * ExactMatchUploadAgent.is({ id: 'a', description: 'the agent in building 7' }) // true
 */
export const ExactMatchUploadAgent: FastType<ExactMatchUploadAgent> = fast(UploadAgent)
