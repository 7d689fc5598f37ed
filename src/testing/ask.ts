// Makes a call to a system and always gets an outcome, even if the adapter throws, hangs or returns nonsense.
import { type Call, type Calls, literal, type SessionCall, timeOf } from './call.js'
import { blockIdOf } from './model/state.js'
import type { Awaitable, Outcome, SessionSystem } from './system.js'

/** Runs a function after a delay; returns a function that cancels it. */
export type Timer = (milliseconds: number, run: () => void) => () => void

/** The time limit of a call, and what measures it. */
export interface TimeoutOptions {
  /** The time limit of one call in milliseconds. */
  readonly timeLimit: number
  readonly timer: Timer
}

/**
 * The timer of the platform, by `setTimeout`.
 *
 * @example
 * import { platformTimer } from 'exact-match-session/testing'
 *
 * const cancel = platformTimer(1000, () => undefined)
 * cancel()
 */
export const platformTimer: Timer = (milliseconds, run) => {
  const timeout = setTimeout(run, milliseconds)
  return () => clearTimeout(timeout)
}

/** The session that a call goes to, and the upload URI that a block is sent to. */
export interface CallAddress {
  readonly id: string
  readonly dataUploadURI: string | null
}

const missingOperation = (operation: string): Outcome => ({
  type: 'failed',
  sent: operation,
  received: `the system has no ${operation}`,
})

type Dispatch<C> = (system: SessionSystem, call: C, address: CallAddress) => Awaitable<Outcome>

const dispatchers: { readonly [C in SessionCall['call']]: Dispatch<Calls[C]> } = {
  start: (system, call, { id }) => system.start?.({ id, at: timeOf(call) }) ?? missingOperation('start'),
  uploadBlock: (system, call, { id, dataUploadURI }) =>
    system.uploadBlock({
      id,
      at: timeOf(call),
      dataUploadURI,
      blockId: blockIdOf(call),
      content: call.content,
    }),
  commit: (system, call, { id }) =>
    system.commit(
      call.totalJobCount === undefined
        ? { id, at: timeOf(call) }
        : { id, at: timeOf(call), totalJobCount: call.totalJobCount },
    ),
  cancel: (system, call, { id }) => system.cancel({ id, at: timeOf(call) }),
  renew: (system, call, { id }) => system.renew({ id, at: timeOf(call) }),
  completeJobs: (system, call, { id }) =>
    system.completeJobs?.({ id, at: timeOf(call), count: call.count }) ?? missingOperation('completeJobs'),
  fail: (system, call, { id }) =>
    system.fail?.({ id, at: timeOf(call), error: call.error }) ?? missingOperation('fail'),
  get: (system, call, { id }) => system.get({ id, at: timeOf(call) }),
}

const dispatch = (system: SessionSystem, call: Call, address: CallAddress): Awaitable<Outcome> => {
  if (call.call === 'create') return system.create({ request: call.request, at: timeOf(call) })
  // The operation is looked up by the call's own name, which types cannot follow through the table.
  return (dispatchers[call.call] as Dispatch<SessionCall>)(system, call, address)
}

const inspect = (value: unknown): string => {
  try {
    return value instanceof Error
      ? `${value.name}: ${value.message}`
      : (JSON.stringify(value) ?? String(value))
  } catch {
    return 'a value that cannot be shown'
  }
}

const failed = (call: Call, received: string): Outcome => ({ type: 'failed', sent: literal(call), received })

const adapterThrew = (call: Call, error: unknown): Outcome =>
  failed(call, `the adapter threw ${inspect(error)}`)

const members: Readonly<Record<Outcome['type'], ReadonlyArray<string>>> = {
  done: ['session'],
  refused: ['reason'],
  unknown: ['reason'],
  failed: ['sent', 'received'],
}

const isOutcomeType = (type: unknown): type is Outcome['type'] =>
  typeof type === 'string' && Object.hasOwn(members, type)

const isOutcome = (value: unknown): value is Outcome =>
  typeof value === 'object' &&
  value !== null &&
  'type' in value &&
  isOutcomeType(value.type) &&
  members[value.type].every((member) => member in value)

/** Adapters may be written in JavaScript, where no type holds them. */
const checkOutcome = (call: Call, value: unknown): Outcome =>
  isOutcome(value)
    ? value
    : failed(
        call,
        `${inspect(value)}, which is not an outcome; done(), refused() or unknownOutcome() was expected`,
      )

const isPromise = (value: unknown): value is PromiseLike<unknown> =>
  typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function'

const withTimeout = (
  call: Call,
  outcome: PromiseLike<unknown>,
  { timeLimit, timer }: TimeoutOptions,
): Promise<Outcome> =>
  new Promise((resolve) => {
    const cancelTimer = timer(timeLimit, () =>
      resolve({
        type: 'failed',
        sent: literal(call),
        received: `nothing within ${timeLimit} ms`,
        late: true,
      }),
    )
    const settle = (settled: Outcome) => {
      cancelTimer()
      resolve(settled)
    }
    outcome.then(
      (value) => settle(checkOutcome(call, value)),
      (error: unknown) => settle(adapterThrew(call, error)),
    )
  })

/** Makes a call to a system; synchronous if the system is, within the time limit otherwise, and never throws. */
export const ask = (
  system: SessionSystem,
  call: Call,
  address: CallAddress,
  timeout: TimeoutOptions,
): Awaitable<Outcome> => {
  try {
    const outcome = dispatch(system, call, address)
    return isPromise(outcome) ? withTimeout(call, outcome, timeout) : checkOutcome(call, outcome)
  } catch (error) {
    return adapterThrew(call, error)
  }
}

/** Continues with a value; synchronous if the value is there. */
export const andThen = <A, B>(value: Awaitable<A>, next: (value: A) => Awaitable<B>): Awaitable<B> =>
  value instanceof Promise ? value.then(next) : next(value)
