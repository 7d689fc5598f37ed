// A plan without faults whose trace has about `entries` entries: half of them blocks, half of them jobs.
import * as E from 'fp-ts/lib/Either.js'
import { Plan } from '../../src/simulate/index.js'

export const planOf = (entries: number): Plan =>
  E.getOrElse((): Plan => {
    throw new Error('the plan is invalid')
  })(
    Plan.decode({
      session: { request: { totalBlockCount: Math.ceil(entries / 2) } },
      // Reads are so rare that every entry is an event of the session.
      client: { secondsBetweenReads: 1e6 },
    }),
  )
