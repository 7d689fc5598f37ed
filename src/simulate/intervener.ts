// Applies the interventions of a plan: those with a time when it comes, those with a progress once it is reached.
import { progressOf } from '../machine/index.js'
import type { Callback, EventQueue } from './eventQueue.js'
import type { Intervention } from './plan/intervention.js'
import type { ManagedSession } from './worker.js'

export interface Intervener {
  /** Schedules the interventions that have a time. */
  readonly begin: () => void
  /** Triggers interventions whose progress has been reached. */
  readonly onProgress: () => void
}

export const intervenerOf = (
  interventions: ReadonlyArray<Intervention>,
  queue: EventQueue,
  session: ManagedSession,
): Intervener => {
  let awaited = interventions.filter(({ atSeconds }) => atSeconds === undefined)

  const intervene =
    ({ act }: Intervention): Callback =>
    () =>
      session.apply({ ...act, at: session.now() }, 'intervention')

  return {
    begin: () => {
      for (const intervention of interventions) {
        if (intervention.atSeconds !== undefined) {
          queue.after(intervention.atSeconds * 1000, intervene(intervention))
        }
      }
    },
    onProgress: () => {
      if (awaited.length === 0) return
      const { upload, processing } = progressOf(session.record())
      const isDue = ({ atUploaded = 2, atProcessed = 2 }: Intervention) =>
        upload >= atUploaded || processing >= atProcessed
      const due = awaited.filter(isDue)
      awaited = awaited.filter((intervention) => !isDue(intervention))
      for (const intervention of due) queue.after(0, intervene(intervention))
    },
  }
}
