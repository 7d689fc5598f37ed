// The port that remembers which create request has had which session, so that a repetition gets the same one.
import type { IO } from 'fp-ts/lib/IO.js'
import * as O from 'fp-ts/lib/Option.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { type DateTimeOffset, dateOf } from '../../codec/index.js'
import type { StoreError } from '../store/storeError.js'

/** What a client, or a protocol for it, calls a request that it may send again. */
export interface IdempotencyKey {
  readonly value: string
  /** For how many seconds a repetition is recognized. */
  readonly seconds: number
}

/** The session of a request: reserved before it is created, so that a repetition at the same time creates no other. */
export interface Reservation {
  /** A digest of the request. */
  readonly fingerprint: string
  /** The id of its session. */
  readonly id: string
  readonly isCreated: boolean
}

/** Reservations by key. The service passes digests as keys: they have one length and hold no credentials. */
export interface IdempotencyKeys {
  /** Keeps a reservation, unless its key has one: gives the one that the key has then. One atomic step. */
  readonly reserve: (
    key: string,
    reservation: Reservation,
    seconds: number,
  ) => TE.TaskEither<StoreError, Reservation>
  /** Notes that the session has been created: a repetition must not create it again after it has been removed. */
  readonly confirm: (key: string) => TE.TaskEither<StoreError, void>
}

/** The options of idempotency keys in memory. */
export interface MemoryIdempotencyKeysOptions {
  readonly now: IO<DateTimeOffset>
  /**
   * The most keys to remember; the oldest is forgotten first.
   * @defaultValue 10000
   */
  readonly maxKeys?: number
}

interface Entry {
  readonly reservation: Reservation
  readonly expiry: number
}

const secondsOf = (at: DateTimeOffset): number =>
  O.match(
    () => Number.POSITIVE_INFINITY,
    (date: Date) => date.getTime() / 1000,
  )(dateOf(at))

/**
 * Idempotency keys in the memory of one process.
 *
 * @example
 * import { createMemoryIdempotencyKeys, systemClock } from 'exact-match-session/service'
 *
 * const keys = createMemoryIdempotencyKeys({ now: systemClock })
 * await keys.reserve('a', { fingerprint: 'x', id: '1', isCreated: false }, 600)()
 * await keys.reserve('a', { fingerprint: 'x', id: '2', isCreated: false }, 600)()
 * // right({ fingerprint: 'x', id: '1', isCreated: false })
 */
export const createMemoryIdempotencyKeys = ({
  now,
  maxKeys = 10_000,
}: MemoryIdempotencyKeysOptions): IdempotencyKeys => {
  /** In the order of their reservation. */
  const entries = new Map<string, Entry>()

  const forgetOldest = (): void => {
    for (const key of entries.keys()) {
      if (entries.size <= maxKeys) return
      entries.delete(key)
    }
  }

  return {
    reserve: (key, reservation, seconds) =>
      TE.fromIO(() => {
        const at = secondsOf(now())
        const entry = entries.get(key)
        if (entry !== undefined && at < entry.expiry) return entry.reservation
        entries.delete(key)
        entries.set(key, { reservation, expiry: at + seconds })
        forgetOldest()
        return reservation
      }),
    confirm: (key) =>
      TE.fromIO(() => {
        const entry = entries.get(key)
        if (entry !== undefined) {
          entries.set(key, { ...entry, reservation: { ...entry.reservation, isCreated: true } })
        }
      }),
  }
}
