// What the requests of this subject have in common.
import { documentedRequest } from '../../test/model/documented.js'
import type { Connection, Sent } from './connection.js'

export const token = 'a-token-for-the-bench-alone'

export const sessionsPath = '/dataClassification/exactMatchDataStores/patients/sessions'

const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }

/** Creates the session of the documentation, or one of a number of blocks. */
export const creating = (request: object = documentedRequest): Sent => ({
  method: 'POST',
  path: sessionsPath,
  headers,
  body: Buffer.from(JSON.stringify(request)),
})

/** A session by its id. */
export const getting = (id: string): Sent => ({ method: 'GET', path: `${sessionsPath}/${id}`, headers })

/** Removes a session, and its blocks. */
export const removing = (id: string): Sent => ({ method: 'DELETE', path: `${sessionsPath}/${id}`, headers })

/** Sends so many requests, each connection the next one as soon as it has the answer to the last. */
export const sendAll = async (
  lanes: ReadonlyArray<Connection>,
  count: number,
  requestOf: (index: number) => Sent,
): Promise<number> => {
  let next = 0
  await Promise.all(
    lanes.map(async ({ send }) => {
      while (next < count) {
        const index = next
        next += 1
        await send(requestOf(index))
      }
    }),
  )
  return next
}
