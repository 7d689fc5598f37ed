// A trace as JSON Lines: the same bytes for the same plan and seed.
import * as E from 'fp-ts/lib/Either.js'
import { explain } from '../../machine/index.js'
import { maskSecrets, sessionStates } from '../../model/index.js'
import type { ClientView, TraceEntry } from './traceEntry.js'

/** How lines are written. */
export interface LineOptions {
  /** Whether signatures in upload URIs are shown; by default they are masked. */
  readonly showSecrets?: boolean
}

/** State and counts under their names in the resource. */
const countsOf = ({ state, blocks, jobs }: ClientView) => ({
  state: sessionStates[state].wire,
  remainingBlockCount: blocks.remaining,
  totalBlockCount: blocks.total,
  remainingJobCount: jobs?.remaining ?? null,
  totalJobCount: jobs?.total ?? null,
})

const maskEvent = (event: TraceEntry['event']): TraceEntry['event'] => {
  if (event.type !== 'renew') return event
  const { dataUploadURI } = maskSecrets({ dataUploadURI: event.dataUploadURI })
  return { ...event, dataUploadURI: dataUploadURI ?? event.dataUploadURI }
}

/**
 * A trace entry as one line of JSON, without a line end: time, event, block, cause, why it was rejected, and the session
 * on the server and in the client's view after it.
 *
 * @example
 * import { lineOf, type Plan, simulate } from 'exact-match-session/simulate'
 *
 * const jsonLines = (plan: Plan) => Array.from(simulate(plan), (entry) => `${lineOf(entry)}\n`).join('')
 */
export const lineOf = (entry: TraceEntry, { showSecrets = false }: LineOptions = {}): string => {
  const { at, sessionId, event, outcome, session, client, block, cause } = entry
  return JSON.stringify({
    at,
    event: showSecrets ? event : maskEvent(event),
    block,
    cause,
    refused: E.isLeft(outcome) ? { ...outcome.left, message: explain(outcome.left) } : null,
    sessionId,
    session: countsOf({ state: session.value, blocks: session.context.blocks, jobs: session.context.jobs }),
    client: countsOf(client),
  })
}
