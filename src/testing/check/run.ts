// A history run against a system: call by call, then all clients at once, then a last look at every session.
import { andThen } from '../ask.js'
import type { Call, History } from '../call.js'
import type { SessionSystem } from '../system.js'
import { type Finding, isPossible, perform, type SessionModel } from './model.js'
import { atOnce } from './overlap.js'

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
const inTurn = (
  model: SessionModel,
  system: SessionSystem,
  calls: ReadonlyArray<Call>,
): Found | Promise<Found> =>
  firstOf(calls, (call) => (isPossible(model, call) ? perform(model, system, call) : null))

/** A last look at every session: what happened to it must have stayed. */
const lastLook = (model: SessionModel, system: SessionSystem): Found | Promise<Found> =>
  firstOf(
    model.sessions.map((_, session): Call => ({ call: 'get', session })),
    (call) => perform(model, system, call),
  )

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
