// Several clients that call concurrently: each waits only for its own outcomes, and all of them are judged together.
import * as E from 'fp-ts/lib/Either.js'
import { ExactMatchSession } from '../../model/index.js'
import { ask } from '../ask.js'
import type { Call, SessionCall } from '../call.js'
import { traitsOf } from '../model/candidates.js'
import { addressOf, type Discrepancy, type SessionModel, sessionNumber } from '../model/run.js'
import type { Outcome, SessionSystem } from '../system.js'
import type { ObservedCall } from './judge.js'
import { linearize, type TimedCall } from './linearizable.js'

/** Counts starts and ends of calls. */
interface LogicalClock {
  now: number
}

interface ClientCall extends TimedCall {
  readonly session: number
}

const isSessionCall = (call: Call): call is SessionCall => call.call !== 'create'

const timedCallOf = (observed: ObservedCall, startedAt: number, clock: LogicalClock): TimedCall => ({
  observed,
  startedAt,
  endedAt: observed.outcome.type === 'unknown' ? Number.POSITIVE_INFINITY : ++clock.now,
})

const uriIn = (outcome: Outcome): string | undefined => {
  if (outcome.type !== 'done' || !ExactMatchSession.is(outcome.session)) return undefined
  return outcome.session.dataUploadURI ?? undefined
}

/** After a renewal, every client sends its blocks to the new URI. */
const applyRenewal = (model: SessionModel, index: number, { call }: SessionCall, outcome: Outcome): void => {
  const uri = call === 'renew' ? uriIn(outcome) : undefined
  const session = model.sessions[index]
  if (uri === undefined || session === undefined) return
  model.sessions = model.sessions.with(index, {
    ...session,
    dataUploadURI: uri,
    formerURI: session.dataUploadURI,
  })
}

/** Makes the calls of one client, each after the outcome of the one before. */
const runClient = async (
  model: SessionModel,
  system: SessionSystem,
  calls: ReadonlyArray<SessionCall>,
  clock: LogicalClock,
): Promise<ReadonlyArray<ClientCall>> => {
  const made: Array<ClientCall> = []
  for (const call of calls) {
    const index = sessionNumber(call, model.sessions.length)
    const session = model.sessions[index]
    if (session === undefined) continue
    const address = addressOf(session, call)
    const startedAt = ++clock.now
    model.calls.push(call)
    const outcome = await ask(system, call, address, model.timeout)
    applyRenewal(model, index, call, outcome)
    const observed = { call, dataUploadURI: address.dataUploadURI, outcome }
    made.push({ session: index, ...timedCallOf(observed, startedAt, clock) })
    if (outcome.type === 'failed') break
  }
  return made
}

const failedCallIn = (calls: ReadonlyArray<ClientCall>): Discrepancy | null => {
  const failed = calls.find(({ observed }) => observed.outcome.type === 'failed')
  if (failed === undefined) return null
  const { call, outcome } = failed.observed
  return { call, expected: null, actual: outcome, differences: [] }
}

/** Judges overlapping calls, session by session, and updates the model. */
const judgeOverlapping = (
  model: SessionModel,
  system: SessionSystem,
  calls: ReadonlyArray<ClientCall>,
): Discrepancy | null => {
  const failed = failedCallIn(calls)
  if (failed !== null) return failed
  const traits = traitsOf(system)
  for (const [index, session] of model.sessions.entries()) {
    const own = calls.filter((call) => call.session === index)
    const judgement = linearize(traits, session.candidates, own)
    if (E.isLeft(judgement)) {
      const { observed, ...mismatch } = judgement.left
      return { ...mismatch, call: observed.call, overlapping: own.map((call) => call.observed) }
    }
    model.sessions = model.sessions.with(index, { ...session, candidates: judgement.right })
  }
  return null
}

/** Runs several clients concurrently; gives what is wrong with their outcomes, or null. */
export const runConcurrently = async (
  model: SessionModel,
  system: SessionSystem,
  clients: ReadonlyArray<ReadonlyArray<Call>>,
): Promise<Discrepancy | null> => {
  const clock: LogicalClock = { now: 0 }
  const calls = await Promise.all(
    clients.map((calls) => runClient(model, system, calls.filter(isSessionCall), clock)),
  )
  return judgeOverlapping(model, system, calls.flat())
}
