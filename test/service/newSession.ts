import { randomUUID } from 'node:crypto'
import { DateTimeOffset } from '../../src/codec/index.js'
import type { NewSession } from '../../src/service/index.js'

/** A session as a service gives it to its store. */
export const newSession = (created: Pick<NewSession, 'key' | 'session' | 'dataStore'>): NewSession => ({
  ...created,
  uid: randomUUID(),
  trigger: { type: 'create', at: DateTimeOffset.of('2026-11-24T09:00:00Z'), event: null, principal: null },
})
