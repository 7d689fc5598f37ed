// A service to test: every look at its clock is a second later than the one before.
import { randomUUID } from 'node:crypto'
import type { DateTimeOffset } from '../../src/codec/index.js'
import { createSessionService, type SessionService, type SessionStore } from '../../src/service/index.js'

const start = Date.UTC(2026, 10, 24, 9)

/** So many seconds past nine. */
export const second = (count: number): DateTimeOffset =>
  // Well-formed by its making.
  new Date(start + count * 1000).toISOString() as DateTimeOffset

export const uriOf = (id: string, nonce: string): string => `https://upload.example/${id}?nonce=${nonce}`

export const serviceOver = (store: SessionStore, newId: () => string = randomUUID): SessionService => {
  let looks = 0
  return createSessionService({
    store,
    now: () => {
      looks += 1
      return second(looks)
    },
    newId,
    newUploadUri: ({ id, nonce }) => uriOf(id, nonce),
  })
}
