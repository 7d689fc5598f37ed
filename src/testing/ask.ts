// Asks a system, and always comes back with an answer: also where the adapter throws, hangs or answers nonsense.
import { type Call, type Calls, literal, type SessionCall, timeOf } from './call.js'
import { blockIdOf } from './reference.js'
import type { Answer, Answered, SessionSystem } from './system.js'

/** Runs something after so many milliseconds; what it gives calls that off. */
export type Timer = (milliseconds: number, run: () => void) => () => void

/** How long to wait, and by which clock. */
export interface Patience {
  /** How many milliseconds one call may take. */
  readonly timeLimit: number
  readonly timer: Timer
}

/**
 * The timer of the platform: every JavaScript runtime has it.
 *
 * @example
 * import { platformTimer } from 'exact-match-session/testing'
 *
 * const callOff = platformTimer(1000, () => undefined)
 * callOff()
 */
export const platformTimer: Timer = (milliseconds, run) => {
  const timeout = setTimeout(run, milliseconds)
  return () => clearTimeout(timeout)
}

/** To whom a call goes. */
export interface Addressee {
  readonly id: string
  readonly dataUploadURI: string | null
}

const absent = (operation: string): Answer => ({
  answer: 'failed',
  sent: operation,
  received: `the system has no ${operation}`,
})

type Operation<C> = (system: SessionSystem, call: C, to: Addressee) => Answered

const operations: { readonly [C in SessionCall['call']]: Operation<Calls[C]> } = {
  start: (system, call, { id }) => system.start?.({ id, at: timeOf(call) }) ?? absent('start'),
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
    system.completeJobs?.({ id, at: timeOf(call), count: call.count }) ?? absent('completeJobs'),
  fail: (system, call, { id }) =>
    system.fail?.({ id, at: timeOf(call), error: call.error }) ?? absent('fail'),
  get: (system, call, { id }) => system.get({ id, at: timeOf(call) }),
}

const put = (system: SessionSystem, call: Call, to: Addressee): Answered => {
  if (call.call === 'create') return system.create({ request: call.request, at: timeOf(call) })
  // The operation is looked up by the call's own name, which types cannot follow through the table.
  return (operations[call.call] as Operation<SessionCall>)(system, call, to)
}

const shown = (value: unknown): string => {
  try {
    return value instanceof Error
      ? `${value.name}: ${value.message}`
      : (JSON.stringify(value) ?? String(value))
  } catch {
    return 'something that cannot be shown'
  }
}

const failed = (call: Call, received: string): Answer => ({ answer: 'failed', sent: literal(call), received })

const threw = (call: Call, error: unknown): Answer => failed(call, `the adapter threw ${shown(error)}`)

const members: Readonly<Record<Answer['answer'], ReadonlyArray<string>>> = {
  done: ['session'],
  refused: ['reason'],
  unknown: ['reason'],
  failed: ['sent', 'received'],
}

const isKind = (kind: unknown): kind is Answer['answer'] =>
  typeof kind === 'string' && Object.hasOwn(members, kind)

const isAnswer = (value: unknown): value is Answer =>
  typeof value === 'object' &&
  value !== null &&
  'answer' in value &&
  isKind(value.answer) &&
  members[value.answer].every((member) => member in value)

/** Answers come from adapters, which nothing forces to keep to their types. */
const checked = (call: Call, answer: unknown): Answer =>
  isAnswer(answer)
    ? answer
    : failed(call, `${shown(answer)}, which is no answer; done(), refused() or unknownOutcome() was expected`)

const isPromise = (value: unknown): value is PromiseLike<unknown> =>
  typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function'

const inTime = (call: Call, answer: PromiseLike<unknown>, { timeLimit, timer }: Patience): Promise<Answer> =>
  new Promise((resolve) => {
    const callOff = timer(timeLimit, () =>
      resolve({
        answer: 'failed',
        sent: literal(call),
        received: `nothing within ${timeLimit} ms`,
        late: true,
      }),
    )
    const settle = (settled: Answer) => {
      callOff()
      resolve(settled)
    }
    answer.then(
      (value) => settle(checked(call, value)),
      (error: unknown) => settle(threw(call, error)),
    )
  })

/** Puts a call to a system; answers at once where the system does, in time where it doesn't, and never throws. */
export const ask = (system: SessionSystem, call: Call, to: Addressee, patience: Patience): Answered => {
  try {
    const answer = put(system, call, to)
    return isPromise(answer) ? inTime(call, answer, patience) : checked(call, answer)
  } catch (error) {
    return threw(call, error)
  }
}

/** Goes on with an answer, at once where it is there. */
export const andThen = <A, B>(value: A | Promise<A>, next: (value: A) => B | Promise<B>): B | Promise<B> =>
  value instanceof Promise ? value.then(next) : next(value)
