// Several clients that call at once: each waits for its own answers alone, and all of them are judged together.
import * as E from 'fp-ts/lib/Either.js'
import { ExactMatchSession } from '../../model/index.js'
import { ask } from '../ask.js'
import type { Call, SessionCall } from '../call.js'
import type { Answer, SessionSystem } from '../system.js'
import type { Exchange } from './judge.js'
import { inSomeOrder, type Overlap } from './linearizable.js'
import { addresseeOf, type Finding, type SessionModel, sessionNumber } from './model.js'
import { mannerOf } from './possible.js'

interface Clock {
  now: number
}

interface Made extends Overlap {
  readonly session: number
}

const isSessionCall = (call: Call): call is SessionCall => call.call !== 'create'

const overlapOf = (exchange: Exchange, called: number, clock: Clock): Overlap => ({
  exchange,
  called,
  answered: exchange.answer.answer === 'unknown' ? Number.POSITIVE_INFINITY : ++clock.now,
})

/** The upload URI that an answer tells. */
const uriIn = (answer: Answer): string | undefined => {
  if (answer.answer !== 'done' || !ExactMatchSession.is(answer.session)) return undefined
  return answer.session.dataUploadURI ?? undefined
}

/** From a renewal on, every client sends its blocks to the new URI. */
const heard = (model: SessionModel, number: number, { call }: SessionCall, answer: Answer): void => {
  const uri = call === 'renew' ? uriIn(answer) : undefined
  if (uri === undefined) return
  model.sessions = model.sessions.map((session, index) =>
    index === number ? { ...session, dataUploadURI: uri, formerURI: session.dataUploadURI } : session,
  )
}

/** One client's calls, each after the answer to the one before. */
const client = async (
  model: SessionModel,
  system: SessionSystem,
  calls: ReadonlyArray<SessionCall>,
  clock: Clock,
): Promise<ReadonlyArray<Made>> => {
  const made: Array<Made> = []
  for (const call of calls) {
    const session = sessionNumber(call, model.sessions.length)
    const addressee = model.sessions[session]
    if (addressee === undefined) continue
    const to = addresseeOf(addressee, call)
    const called = ++clock.now
    model.calls.push(call)
    const answer = await ask(system, call, to, model.patience)
    heard(model, session, call, answer)
    made.push({ session, ...overlapOf({ call, dataUploadURI: to.dataUploadURI, answer }, called, clock) })
    if (answer.answer === 'failed') break
  }
  return made
}

const failure = (made: ReadonlyArray<Made>): Finding | null => {
  const failed = made.find(({ exchange }) => exchange.answer.answer === 'failed')
  if (failed === undefined) return null
  const { call, answer } = failed.exchange
  return { call, expected: null, actual: answer, differences: [] }
}

/** Judges what several clients did at once, session by session, and moves the model on. */
const settled = (model: SessionModel, system: SessionSystem, made: ReadonlyArray<Made>): Finding | null => {
  const failed = failure(made)
  if (failed !== null) return failed
  const manner = mannerOf(system)
  for (const [index, session] of model.sessions.entries()) {
    const overlaps = made.filter((one) => one.session === index)
    const outcome = inSomeOrder(manner, session.references, overlaps)
    if (E.isLeft(outcome)) {
      const { exchange, ...mismatch } = outcome.left
      return { ...mismatch, call: exchange.call, together: overlaps.map((one) => one.exchange) }
    }
    const { right: references } = outcome
    model.sessions = model.sessions.with(index, { ...session, references })
  }
  return null
}

/** Several clients call at once; gives what is wrong with their answers together, or null. */
export const atOnce = async (
  model: SessionModel,
  system: SessionSystem,
  clients: ReadonlyArray<ReadonlyArray<Call>>,
): Promise<Finding | null> => {
  const clock: Clock = { now: 0 }
  const made = await Promise.all(
    clients.map((calls) => client(model, system, calls.filter(isSessionCall), clock)),
  )
  return settled(model, system, made.flat())
}
