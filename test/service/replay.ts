// Replays notifications: those of a session have to lead from nothing to the session as it is stored.
import { isDeepStrictEqual } from 'node:util'
import { type ExactMatchSession, maskSecrets } from '../../src/model/index.js'
import type { ChangeNotification } from '../../src/service/index.js'

/** Part of every secret of the tests: a salt, and the signature of each upload URI. */
export const secret = 'f00d'.repeat(16)

export const secretUri = (id: string, nonce: string): string =>
  `https://upload.example/${id}?nonce=${nonce}&sig=${secret}`

/** Whether two values are the same JSON, in whatever order their properties are. */
const isSameJson = (one: unknown, other: unknown): boolean =>
  isDeepStrictEqual(JSON.parse(JSON.stringify(one)), JSON.parse(JSON.stringify(other)))

/** What is wrong with the notifications of one session in the order in which they came; `stored` is null once removed. */
export const replayFaults = (
  notifications: ReadonlyArray<ChangeNotification>,
  stored: ExactMatchSession | null,
): ReadonlyArray<string> => {
  const faults: Array<string> = []
  let [state, revision]: [ExactMatchSession | null, number] = [null, 0]
  for (const notification of notifications) {
    const name = `${notification.type} at ${notification.revision}`
    if (notification.revision <= revision) faults.push(`${name} comes after ${revision}`)
    if (!isSameJson(notification.before, state)) faults.push(`${name} begins elsewhere`)
    if (JSON.stringify(notification).includes(secret)) faults.push(`${name} shows a secret`)
    state = notification.after
    revision = notification.revision
  }
  if (!isSameJson(state, stored && maskSecrets(stored))) faults.push('the last state is another')
  return faults
}
