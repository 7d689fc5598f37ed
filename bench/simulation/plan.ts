// A faultless upload of so many moments, more or less: half of them blocks, half of them jobs.
import * as E from 'fp-ts/lib/Either.js'
import { Plan } from '../../src/simulate/index.js'

export const planOf = (moments: number): Plan =>
  E.getOrElse((): Plan => {
    throw new Error('the plan of the bench is none')
  })(
    Plan.decode({
      session: { request: { totalBlockCount: Math.ceil(moments / 2) } },
      // Read once in a million seconds, the session's every moment is an event of its own.
      client: { secondsBetweenReads: 1e6 },
    }),
  )
