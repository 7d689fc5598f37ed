// Runs a history against a system: call by call, then all clients concurrently, then reads every session once more.
import { andThen } from '../ask.js'
import type { Call, History } from '../call.js'
import { type Discrepancy, hasTarget, perform, type SessionModel } from '../model/run.js'
import type { Awaitable, SessionSystem } from '../system.js'
import { runConcurrently } from './overlap.js'

type Found = Discrepancy | null

/** The first discrepancy of several items, one after another; synchronous where all of them are. */
const findFirst = <A>(
  items: ReadonlyArray<A>,
  find: (item: A) => Awaitable<Found>,
  from = 0,
): Awaitable<Found> => {
  for (let index = from; index < items.length; index++) {
    const item = items[index]
    if (item === undefined) continue
    const found = find(item)
    if (found instanceof Promise) {
      return found.then((discrepancy) => discrepancy ?? findFirst(items, find, index + 1))
    }
    if (found !== null) return found
  }
  return null
}

const runSequentially = (
  model: SessionModel,
  system: SessionSystem,
  calls: ReadonlyArray<Call>,
): Awaitable<Found> =>
  findFirst(calls, (call) => (hasTarget(model, call) ? perform(model, system, call) : null))

/** Reads every session at the end, to see that changes persist. */
const readAll = (model: SessionModel, system: SessionSystem): Awaitable<Found> =>
  findFirst(
    model.sessions.map((_, session): Call => ({ call: 'get', session })),
    (call) => perform(model, system, call),
  )

/** Runs a whole history; gives the first discrepancy, or null. */
export const runHistory = (
  model: SessionModel,
  system: SessionSystem,
  { calls, clients = [] }: History,
): Awaitable<Found> =>
  andThen(runSequentially(model, system, calls), (found) => {
    if (found !== null) return found
    const concurrent = clients.length === 0 ? null : runConcurrently(model, system, clients)
    return andThen(concurrent, (discrepancy) => discrepancy ?? readAll(model, system))
  })
