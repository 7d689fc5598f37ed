// The sessions that a service has read or changed a moment ago. Another process may have changed them since: they are
// good enough for saying that an upload can begin, never for refusing it, nor for counting it.
import { nameOf, type SessionKey, type StoredSession } from '../store/sessionStore.js'

/** How long a session is remembered, in milliseconds. */
const lifetime = 1_000

/** How many are remembered: large ones take 200 kB each. */
const maxSessions = 100

/** A short memory of sessions. */
export interface RecentSessions {
  /** The session as it was a moment ago; null where it is not remembered. */
  readonly recall: (key: SessionKey) => StoredSession | null
  readonly remember: (key: SessionKey, stored: StoredSession) => void
  readonly forget: (key: SessionKey) => void
}

/** An empty memory. */
export const recentSessions = (): RecentSessions => {
  const sessions = new Map<string, { readonly stored: StoredSession; readonly at: number }>()
  return {
    recall: (key) => {
      const found = sessions.get(nameOf(key))
      return found !== undefined && performance.now() - found.at < lifetime ? found.stored : null
    },
    remember: (key, stored) => {
      const name = nameOf(key)
      if (stored.revision < (sessions.get(name)?.stored.revision ?? 0)) return
      // The oldest comes first.
      sessions.delete(name)
      sessions.set(name, { stored, at: performance.now() })
      if (sessions.size > maxSessions) sessions.delete(sessions.keys().next().value ?? '')
    },
    forget: (key) => void sessions.delete(nameOf(key)),
  }
}
