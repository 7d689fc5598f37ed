// What subscribers learn of a change: Microsoft Graph's word for it is a change notification.
import type { DateTimeOffset } from '../../codec/index.js'
import type { SessionEvent } from '../../machine/index.js'
import { type ExactMatchSession, maskSecrets } from '../../model/index.js'
import type { Principal, Trigger } from '../changes/trigger.js'
import type { SessionKey, SessionStep } from '../store/sessionStore.js'

/**
 * A change of a session. An event is one, so is a request beside the events; a first block is two, `start` and
 * `block.uploaded`. Secrets are masked everywhere. It is JSON.
 *
 * @example
 * import type { ChangeNotification } from 'exact-match-session/service'
 *
 * const describe = ({ key, type, before, after }: ChangeNotification) =>
 *   `${key.id}: ${type}, from ${before?.state ?? 'nothing'} to ${after?.state ?? 'nothing'}`
 */
export interface ChangeNotification {
  readonly key: SessionKey
  /** Tells the session from a former one with its key. */
  readonly uid: string
  /** Grows from one change of a session to the next; with `uid` it names the change, so that a repetition can be told. */
  readonly revision: number
  readonly type: Trigger['type']
  /** When it was requested, by the clock of the service. */
  readonly at: DateTimeOffset
  /** The event; null for create, update and remove. */
  readonly event: SessionEvent | null
  /** Null where nobody was authorized: a worker, or a client with the upload URI as its credential. */
  readonly principal: Principal | null
  /** The session before the change; null where the change creates it. */
  readonly before: ExactMatchSession | null
  /** The session after the change; null where the change removes it. */
  readonly after: ExactMatchSession | null
}

/** Some steps of one session, as the store writes them. */
export interface SessionSteps {
  readonly key: SessionKey
  readonly uid: string
  /** Null where the first step creates the session. */
  readonly before: ExactMatchSession | null
  readonly steps: ReadonlyArray<SessionStep>
}

/** The upload URI of a `renew` is a credential as that of the session is. */
const maskEvent = (event: SessionEvent | null): SessionEvent | null => {
  if (event?.type !== 'renew') return event
  const { dataUploadURI } = maskSecrets({ dataUploadURI: event.dataUploadURI })
  return { ...event, dataUploadURI: dataUploadURI ?? '' }
}

/**
 * The notification of each step, but for the revisions, which only the store knows. For a store with an outbox of its
 * own: written in the transaction of the change, no notification is lost.
 *
 * @example
 * import { DateTimeOffset } from 'exact-match-session/codec'
 * import { notificationsOf, type SessionStep } from 'exact-match-session/service'
 *
 * const at = DateTimeOffset.of('2026-11-24T09:00:00Z')
 * const trigger = { type: 'remove', at, event: null, principal: { id: 'operator' } } as const
 * const steps: ReadonlyArray<SessionStep> = [{ trigger, session: null }]
 * const key = { datastoreId: 'patients', id: 'a' }
 * notificationsOf({ key, uid: 'u', before: { salt: 'secret' }, steps }).map(({ before }) => before) // [{ salt: '***' }]
 */
export const notificationsOf = ({
  key,
  uid,
  before,
  steps,
}: SessionSteps): ReadonlyArray<Omit<ChangeNotification, 'revision'>> => {
  let last = before && maskSecrets(before)
  return steps.map(({ trigger: { type, at, event, principal }, session }) => {
    const from = last
    last = session && maskSecrets(session)
    return { key, uid, type, at, event: maskEvent(event), principal, before: from, after: last }
  })
}
