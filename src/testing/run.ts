// A history run against a system: call by call, then all clients at once, then a last look at every session.
import * as E from 'fp-ts/lib/Either.js'
import { ExactMatchSession } from '../model/index.js'
import { type Addressee, andThen, ask } from './ask.js'
import type { Call, History, SessionCall } from './call.js'
import type { Exchange } from './judge.js'
import { mannerOf } from './judge.js'
import { inSomeOrder, type Overlap } from './linearizable.js'
import { addresseeOf, type Finding, isPossible, perform, type SessionModel, sessionNumber } from './model.js'
import type { Answer, SessionSystem } from './system.js'

type Found = Finding | null

/** What comes of one after another, until something is found; at once where everything is there at once. */
const firstOf = <A>(
  items: ReadonlyArray<A>,
  find: (item: A) => Found | Promise<Found>,
  from = 0,
): Found | Promise<Found> => {
  for (let index = from; index < items.length; index++) {
    const item = items[index]
    if (item === undefined) continue
    const found = find(item)
    if (found instanceof Promise) {
      return found.then((finding) => finding ?? firstOf(items, find, index + 1))
    }
    if (found !== null) return found
  }
  return null
}

/** Calls one after another. */
export const inTurn = (
  model: SessionModel,
  system: SessionSystem,
  calls: ReadonlyArray<Call>,
): Found | Promise<Found> =>
  firstOf(calls, (call) => (isPossible(model, call) ? perform(model, system, call) : null))

/** A last look at every session: what happened to it must have stayed. */
export const lastLook = (model: SessionModel, system: SessionSystem): Found | Promise<Found> =>
  firstOf(
    model.sessions.map((_, session): Call => ({ call: 'get', session })),
    (call) => perform(model, system, call),
  )

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

/** From a renewal on, every client sends its blocks to the new URI. */
const heard = (model: SessionModel, number: number, { call }: SessionCall, answer: Answer): void => {
  const uri = call === 'renew' ? uriIn(answer) : undefined
  if (uri === undefined) return
  model.sessions = model.sessions.map((session, index) =>
    index === number ? { ...session, dataUploadURI: uri, formerURI: session.dataUploadURI } : session,
  )
}

const uriIn = (answer: Answer): string | undefined => {
  if (answer.answer !== 'done' || !ExactMatchSession.is(answer.session)) return undefined
  return answer.session.dataUploadURI ?? undefined
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
    const to: Addressee = addresseeOf(addressee, call)
    const called = ++clock.now
    const answer = await ask(system, call, to, model.patience)
    heard(model, session, call, answer)
    made.push({ session, ...overlapOf({ call, dataUploadURI: to.dataUploadURI, answer }, called, clock) })
    if (answer.answer === 'failed') break
  }
  return made
}

const failure = (made: ReadonlyArray<Made>): Found => {
  const failed = made.find(({ exchange }) => exchange.answer.answer === 'failed')
  if (failed === undefined) return null
  const { call, answer } = failed.exchange
  return { call, expected: null, actual: answer, differences: [] }
}

/** Judges what several clients did at once, session by session, and moves the model on. */
const settled = (model: SessionModel, system: SessionSystem, made: ReadonlyArray<Made>): Found => {
  const failed = failure(made)
  if (failed !== null) return failed
  const manner = mannerOf(system)
  for (const [index, session] of model.sessions.entries()) {
    const overlaps = made.filter((one) => one.session === index)
    const outcome = inSomeOrder(manner, session.references, overlaps)
    if (E.isLeft(outcome)) return { ...outcome.left, call: outcome.left.exchange.call }
    const { right: references } = outcome
    model.sessions = model.sessions.map((other) => (other === session ? { ...other, references } : other))
  }
  return null
}

const atOnce = async (
  model: SessionModel,
  system: SessionSystem,
  clients: ReadonlyArray<ReadonlyArray<Call>>,
): Promise<Found> => {
  const clock: Clock = { now: 0 }
  const made = await Promise.all(
    clients.map((calls) => client(model, system, calls.filter(isSessionCall), clock)),
  )
  return settled(model, system, made.flat())
}

/** A whole history; gives the first thing that is wrong, or null. */
export const run = (
  model: SessionModel,
  system: SessionSystem,
  { calls, clients = [] }: History,
): Found | Promise<Found> =>
  andThen(inTurn(model, system, calls), (found) => {
    if (found !== null) return found
    const together = clients.length === 0 ? null : atOnce(model, system, clients)
    return andThen(together, (wrong) => wrong ?? lastLook(model, system))
  })
