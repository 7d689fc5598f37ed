// What somebody does to the session at a time, or when it has come so far: behind the back of the client.
import * as t from 'io-ts'
import { discriminated } from '../../codec/index.js'
import { ClassificationError, hasDetails } from '../../model/index.js'
import { Elapsed, Fraction } from './quantity.js'
import { closed, type Mismatch, together } from './together.js'

const Occasion = t.partial({ atSeconds: Elapsed, atUploaded: Fraction, atProcessed: Fraction })

const oneOccasion = (occasion: t.TypeOf<typeof Occasion>): ReadonlyArray<Mismatch> => {
  const told = [occasion.atSeconds, occasion.atUploaded, occasion.atProcessed].filter(
    (at) => at !== undefined,
  )
  return told.length === 1
    ? []
    : [
        {
          keys: [],
          message: `an intervention has one of atSeconds, atUploaded, atProcessed; here are ${told.length}`,
        },
      ]
}

const Act = discriminated('Act', 'type', {
  /** Somebody else cancels the session. */
  cancel: t.type({ type: t.literal('cancel') }),
  /** The service gives up. */
  fail: t.type({
    type: t.literal('fail'),
    error: t.refinement(ClassificationError, hasDetails, 'an error with a code or a message'),
  }),
  /** The service hands out another upload URI; with an `se` in the past, one that does not work. */
  renew: t.type({ type: t.literal('renew'), dataUploadURI: t.string }),
})

/**
 * An event of the session that neither the client nor the course of things brings about: so many seconds after the
 * start, or once a fraction of the blocks is uploaded or of the jobs is processed.
 *
 * @example
 * import { Intervention } from 'exact-match-session/simulate'
 *
 * Intervention.is({ act: { type: 'cancel' }, atUploaded: 0.5 }) // true
 */
export const Intervention = closed(
  together(t.intersection([t.type({ act: Act }), Occasion], 'Intervention'), oneOccasion),
  ['act', 'atSeconds', 'atUploaded', 'atProcessed'],
)
export type Intervention = t.TypeOf<typeof Intervention>
