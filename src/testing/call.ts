// Calls of clients as plain data: a history can be printed, pasted into a test and run again. It does not depend on what
// a system generates: sessions are named by their number, upload URIs as the current or the former one.
import * as O from 'fp-ts/lib/Option.js'
import { type DateTimeOffset, dateTimeOffsetOf } from '../codec/index.js'
import type { SessionEventType } from '../machine/index.js'
import type { ClassificationError, CreateSessionRequest } from '../model/index.js'

interface Timed {
  /** Seconds since the start of the history, 0 by default; ignored by a system with its own clock. */
  readonly at?: number
}

interface SessionTarget extends Timed {
  /** The number of the session, in the order of creation, from 0. */
  readonly session: number
}

/** The calls of a client, by name. */
export interface Calls {
  readonly create: Timed & { readonly request: CreateSessionRequest }
  readonly start: SessionTarget
  readonly uploadBlock: SessionTarget & {
    readonly block: number
    readonly content: string
    /** Sends the block to the upload URI before the last renewal, if there was one. */
    readonly toUri?: 'former'
  }
  readonly commit: SessionTarget & { readonly totalJobCount?: number }
  readonly cancel: SessionTarget
  readonly renew: SessionTarget
  readonly completeJobs: SessionTarget & { readonly count: number }
  readonly fail: SessionTarget & { readonly error: ClassificationError }
  readonly get: SessionTarget
}

/** The name of a call. */
export type CallName = keyof Calls

/** One call. */
export type Call = { readonly [C in CallName]: { readonly call: C } & Calls[C] }[CallName]

/** A call to an existing session. */
export type SessionCall = Exclude<Call, { readonly call: 'create' }>

/** Calls one after another, then those of several clients concurrently. */
export interface History {
  readonly calls: ReadonlyArray<Call>
  readonly clients?: ReadonlyArray<ReadonlyArray<Call>>
}

/** The event that a call causes; reading causes none. */
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

const start = Date.UTC(2026, 0, 5, 9)

const isoOf = (seconds: number): DateTimeOffset | null =>
  O.toNullable(dateTimeOffsetOf(new Date(start + seconds * 1000)))

const knownTimes = new Map<number, DateTimeOffset | null>()

/** The time of a call, counted from the start that all histories share. */
export const timeOf = ({ at = 0 }: Timed): DateTimeOffset => {
  const known = knownTimes.get(at)
  if (known !== undefined && known !== null) return known
  const time = isoOf(at)
  if (knownTimes.size < 4096) knownTimes.set(at, time)
  // Beyond what a Date holds, time stops at the start.
  return time ?? timeOf({})
}

const identifier = /^[A-Za-z_$][\w$]*$/

/** Plain data as a literal of JavaScript. */
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
 * import { formatHistory } from 'exact-match-session/testing'
 *
 * formatHistory({ calls: [{ call: 'start', session: 0 }] }) // '{\n  calls: [\n    { call: "start", session: 0 },\n  ],\n}'
 */
export const formatHistory = ({ calls, clients = [] }: History): string => {
  const concurrent =
    clients.length === 0
      ? ''
      : `\n  clients: [\n${clients.map((own) => `    ${lines(own, '    ')},\n`).join('')}  ],`
  return `{\n  calls: ${lines(calls, '  ')},${concurrent}\n}`
}
