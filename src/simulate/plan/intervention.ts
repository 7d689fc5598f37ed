// Events that neither client nor workers cause: at a time, or at a progress.
import * as t from 'io-ts'
import { type CrossFieldIssue, discriminated, refine } from '../../codec/index.js'
import { DetailedError } from './fault.js'
import { ElapsedSeconds, Fraction, handwritten } from './quantity.js'

const Occasion = t.partial({ atSeconds: ElapsedSeconds, atUploaded: Fraction, atProcessed: Fraction })

const exactlyOne = (occasion: t.TypeOf<typeof Occasion>): ReadonlyArray<CrossFieldIssue> => {
  const given = [occasion.atSeconds, occasion.atUploaded, occasion.atProcessed].filter(
    (at) => at !== undefined,
  ).length
  const message = `an intervention needs exactly one of atSeconds, atUploaded, atProcessed; found ${given}`
  return given === 1 ? [] : [{ path: '', message }]
}

const Act = discriminated('Act', 'type', {
  /** Another user cancels the session. */
  cancel: t.type({ type: t.literal('cancel') }),
  /** The server fails the session. */
  fail: t.type({ type: t.literal('fail'), error: DetailedError }),
  /** The server issues another upload URI; with an `se` in the past, one that has expired. */
  renew: t.type({ type: t.literal('renew'), dataUploadURI: t.string }),
})

/**
 * An event that neither the client nor the processing causes: `atSeconds` after the start, or once a fraction of the
 * blocks is uploaded or of the jobs is processed. In a plan of several sessions it happens to each of them, or to the one
 * whose id is given as `session`.
 *
 * @example
 * import { Intervention } from 'exact-match-session/simulate'
 *
 * Intervention.is({ act: { type: 'cancel' }, atUploaded: 0.5 }) // true
 */
export const Intervention = handwritten(
  refine(
    t.intersection([t.type({ act: Act }), Occasion, t.partial({ session: t.string })], 'Intervention'),
    exactlyOne,
  ),
)
export type Intervention = t.TypeOf<typeof Intervention>
