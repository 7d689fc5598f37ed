// Applies the interventions of a session: those with a time when it comes, those with a progress once it is reached.
import { progressOf } from '../../machine/index.js'
import type { Intervention } from '../plan/intervention.js'
import type { Callback, EventQueue } from '../time/eventQueue.js'
import { instantOf } from '../time/microseconds.js'
import type { ServedSession } from './servedSession.js'

export interface Intervener {
  /** Schedules the interventions that have a time. */
  readonly begin: () => void
  /** Triggers interventions whose progress has been reached. */
  readonly onProgress: () => void
}

export const intervenerOf = (
  interventions: ReadonlyArray<Intervention>,
  queue: EventQueue,
  served: ServedSession,
): Intervener => {
  const { id } = served.record().context.metadata
  const own = interventions.filter(({ session }) => session === undefined || session === id)
  let awaited = own.filter(({ atSeconds }) => atSeconds === undefined)

  const intervene =
    ({ act }: Intervention): Callback =>
    () =>
      served.apply({ ...act, at: served.now() }, 'intervention')

  return {
    begin: () => {
      for (const intervention of own) {
        if (intervention.atSeconds !== undefined) {
          queue.after(instantOf(intervention.atSeconds), intervene(intervention))
        }
      }
    },
    onProgress: () => {
      if (awaited.length === 0) return
      const { upload, processing } = progressOf(served.record())
      const isDue = ({ atUploaded = 2, atProcessed = 2 }: Intervention) =>
        upload >= atUploaded || processing >= atProcessed
      const due = awaited.filter(isDue)
      awaited = awaited.filter((intervention) => !isDue(intervention))
      for (const intervention of due) queue.after(0, intervene(intervention))
    },
  }
}
