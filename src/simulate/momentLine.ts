// A moment as one line of JSON, and a simulation as JSON Lines: the same bytes for the same plan and seed.
import * as E from 'fp-ts/lib/Either.js'
import { explain } from '../machine/index.js'
import { maskSecrets, sessionStates } from '../model/index.js'
import type { Belief, Moment } from './moment.js'

/** How lines are written. */
export interface LineOptions {
  /** Whether signatures in upload URIs are written out; they are masked by default. */
  readonly showSecrets?: boolean
}

/** Counts and state under their names in the resource, for either side. */
const side = ({ state, blocks, jobs }: Belief) => ({
  state: sessionStates[state].wire,
  remainingBlockCount: blocks.remaining,
  totalBlockCount: blocks.total,
  remainingJobCount: jobs?.remaining ?? null,
  totalJobCount: jobs?.total ?? null,
})

const masked = (event: Moment['event']): Moment['event'] => {
  if (event.type !== 'renew') return event
  const { dataUploadURI } = maskSecrets({ dataUploadURI: event.dataUploadURI })
  return { ...event, dataUploadURI: dataUploadURI ?? event.dataUploadURI }
}

/**
 * A moment as one line of JSON, without a line end: when, what, which block, by what fault, whether it was refused
 * and why, and how session and client stand after it.
 *
 * @example
 * import { lineOf, type Plan, simulate } from 'exact-match-session/simulate'
 *
 * const jsonLines = (plan: Plan) => Array.from(simulate(plan), (moment) => `${lineOf(moment)}\n`).join('')
 */
export const lineOf = (moment: Moment, { showSecrets = false }: LineOptions = {}): string => {
  const { at, event, outcome, session, client, block, cause } = moment
  return JSON.stringify({
    at,
    event: showSecrets ? event : masked(event),
    block,
    cause,
    refused: E.isLeft(outcome) ? { ...outcome.left, message: explain(outcome.left) } : null,
    session: side({ state: session.value, blocks: session.context.blocks, jobs: session.context.jobs }),
    client: side(client),
  })
}
