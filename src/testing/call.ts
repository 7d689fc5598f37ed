// What clients do to sessions, as plain data: a history can be printed, pasted into a test and run again. Nothing in
// it depends on what a system makes up: sessions go by their number, upload URIs by whether they are the last ones.
import * as O from 'fp-ts/lib/Option.js'
import { type DateTimeOffset, dateTimeOffsetOf } from '../codec/index.js'
import type { SessionEventType } from '../machine/index.js'
import type { ClassificationError, CreateSessionRequest } from '../model/index.js'

interface When {
  /** Seconds since the history began, 0 where left out; a system with a clock of its own doesn't heed it. */
  readonly at?: number
}

interface Which extends When {
  /** The session's number, in the order of creation, from 0 on. */
  readonly session: number
}

/** Everything a client can do. */
export interface Calls {
  readonly create: When & { readonly request: CreateSessionRequest }
  readonly start: Which
  readonly uploadBlock: Which & {
    readonly block: number
    readonly content: string
    /** To the upload URI before the last one, where there is one. */
    readonly through?: 'former'
  }
  readonly commit: Which & { readonly totalJobCount?: number }
  readonly cancel: Which
  readonly renew: Which
  readonly completeJobs: Which & { readonly count: number }
  readonly fail: Which & { readonly error: ClassificationError }
  readonly get: Which
}

/** The name of something a client can do. */
export type CallName = keyof Calls

/** One call of one client. */
export type Call = { readonly [C in CallName]: { readonly call: C } & Calls[C] }[CallName]

/** A call to a session that is there. */
export type SessionCall = Exclude<Call, { readonly call: 'create' }>

/** Calls one after another; then those of several clients, all at once. */
export interface History {
  readonly calls: ReadonlyArray<Call>
  readonly clients?: ReadonlyArray<ReadonlyArray<Call>>
}

/** The event that a call means for the machine; reading means none. */
export const eventOf: Readonly<Record<SessionCall['call'], SessionEventType | null>> = {
  start: 'start',
  uploadBlock: 'block.uploaded',
  commit: 'commit',
  cancel: 'cancel',
  renew: 'renew',
  completeJobs: 'job.completed',
  fail: 'fail',
  get: null,
}

const beginning = Date.UTC(2026, 0, 5, 9)

const isoOf = (seconds: number): DateTimeOffset | null =>
  O.toNullable(dateTimeOffsetOf(new Date(beginning + seconds * 1000)))

const knownTimes = new Map<number, DateTimeOffset | null>()

/** The time of a call: so many seconds after the beginning of every history. */
export const timeOf = ({ at = 0 }: When): DateTimeOffset => {
  const known = knownTimes.get(at)
  if (known !== undefined && known !== null) return known
  const time = isoOf(at)
  if (knownTimes.size < 4096) knownTimes.set(at, time)
  // Seconds beyond what a Date holds are those of the beginning: time stands still there.
  return time ?? timeOf({})
}

const identifier = /^[A-Za-z_$][\w$]*$/

/** A value of plain data as a literal of JavaScript. */
export const literal = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'undefined'
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .map(([name, member]) => `${identifier.test(name) ? name : JSON.stringify(name)}: ${literal(member)}`)
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`
}

const lines = (calls: ReadonlyArray<Call>, indent: string): string =>
  calls.length === 0 ? '[]' : `[\n${calls.map((call) => `${indent}  ${literal(call)},\n`).join('')}${indent}]`

/**
 * A history as a literal that can be pasted into a test.
 *
 * @example
 * import { historyText } from 'exact-match-session/testing'
 *
 * historyText({ calls: [{ call: 'create', request: { totalBlockCount: 1 } }, { call: 'start', session: 0 }] })
 */
export const historyText = ({ calls, clients = [] }: History): string => {
  const atOnce =
    clients.length === 0
      ? ''
      : `\n  clients: [\n${clients.map((own) => `    ${lines(own, '    ')},\n`).join('')}  ],`
  return `{\n  calls: ${lines(calls, '  ')},${atOnce}\n}`
}
