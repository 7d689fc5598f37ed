// Records, and the values of outcomes, for the tests of the machine.
import * as E from 'fp-ts/lib/Either.js'
import { DateTimeOffset } from '../../src/codec/index.js'
import { initialSession, type SessionEvent, type SessionRecord, step } from '../../src/machine/index.js'
import type { CreateSessionRequest } from '../../src/model/index.js'

/** The value of a Right; throws for a Left. */
export const right = <A>(either: E.Either<unknown, A>): A => {
  if (E.isLeft(either)) throw new Error(`left: ${JSON.stringify(either.left)}`)
  return either.right
}

export const left = <L>(either: E.Either<L, unknown>): L => {
  if (E.isRight(either)) throw new Error(`right: ${JSON.stringify(either.right)}`)
  return either.left
}

/** The time `count` minutes past nine. */
export const minute = (count: number): DateTimeOffset =>
  DateTimeOffset.of(`2026-11-24T09:${String(count).padStart(2, '0')}:00Z`)

export const newSession = (request: CreateSessionRequest): SessionRecord =>
  right(initialSession({ id: 'a', at: minute(0), request }))

/** The record after events, all of which must be taken. */
export const stepThrough = (record: SessionRecord, ...events: ReadonlyArray<SessionEvent>): SessionRecord =>
  events.reduce((before, event) => right(step(before, event)), record)

/** No part of the value can be changed from now on. */
export const deepFreeze = <A>(value: A): A => {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    for (const part of Object.values(value)) deepFreeze(part)
  }
  return value
}
