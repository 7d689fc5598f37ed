// The service's side: the session, which `step` alone moves, the blocks that have arrived, and the work on its jobs.
import * as E from 'fp-ts/lib/Either.js'
import type { DateTimeOffset } from '../codec/index.js'
import { type Count, progressOf, type SessionEvent, type SessionRecord, step } from '../machine/index.js'
import { sessionStates } from '../model/index.js'
import { type Agenda, type Entry, type Happening, nothing } from './agenda.js'
import { blocksThrough } from './blockSet.js'
import type { Chance } from './chance.js'
import type { Clock } from './clock.js'
import { delaysOf, fateOf } from './fate.js'
import type { Answer, Ask, Message } from './message.js'
import { expiredUri, renewedUri } from './mint.js'
import type { Moment, Witness } from './moment.js'
import { drawsOf, waitOf } from './plan/distribution.js'
import { befallsJobs, type JobFault } from './plan/fault.js'
import type { Intervention } from './plan/intervention.js'
import type { Plan } from './plan/plan.js'

export interface ServiceSide {
  readonly session: () => SessionRecord
  /** What is under way in a session that is not new, and what will be done to it whatever happens. */
  readonly begin: () => void
  readonly arrive: (message: Message) => Moment | null
  /** Ends the upload URI. */
  readonly expire: () => void
}

/** An attempt at a job. */
interface Job extends Entry {
  readonly attempt: number
  readonly fault: JobFault | null
}

const doneOf = ({ total, remaining }: Count): number => total - remaining

const isOver = ({ value }: SessionRecord): boolean => sessionStates[value].final

/** A host that answers what arrives. */
export const hostOf = (
  { session, processing, faults, interventions }: Plan,
  agenda: Agenda,
  chance: Chance,
  clock: Clock,
  witness: Witness,
  reply: (message: Message) => void,
): ServiceSide => {
  let record = session
  const held = blocksThrough(doneOf(session.context.blocks))
  const jobFaults = faults.filter(befallsJobs)
  const fate = fateOf(jobFaults, chance, () => true)
  const work = drawsOf(processing.secondsPerJob, chance)
  const pauseOf = delaysOf(jobFaults, chance)
  let awaited = interventions.filter(({ atSeconds }) => atSeconds === undefined)
  let begun = session.context.jobs === null ? 0 : doneOf(session.context.jobs)

  const now = (): DateTimeOffset => clock(agenda.now())

  /** Every event of the session goes through here, and so through `step`. */
  const apply = (event: SessionEvent): Answer => {
    const before = record.value
    const outcome = step(record, event)
    if (E.isLeft(outcome)) return outcome
    record = outcome.right
    if (record.value !== before && record.value === 'processing') beginJobs()
    if (awaited.length > 0) meet()
    return outcome
  }

  const applied = (event: SessionEvent, cause: Moment['cause']): Moment =>
    witness(event, apply(event), null, cause)

  const intervene =
    ({ act }: Intervention): Happening =>
    () =>
      applied({ ...act, at: now() }, 'intervention')

  /** Interventions that wait for progress, once it has been made. */
  const meet = (): void => {
    const { upload, processing } = progressOf(record)
    const isDue = ({ atUploaded = 2, atProcessed = 2 }: Intervention) =>
      upload >= atUploaded || processing >= atProcessed
    const due = awaited.filter(isDue)
    if (due.length === 0) return
    awaited = awaited.filter((intervention) => !isDue(intervention))
    for (const intervention of due) agenda.after(0, intervene(intervention))
  }

  const beginJob = (attempt: number): void => {
    const fault = fate(agenda.now(), attempt, null)
    agenda.put(waitOf(work()), { at: 0, order: 0, happen: nothing, attempt, fault }, endJob)
  }

  const endJob = ({ attempt, fault }: Job): Moment | null => {
    if (isOver(record)) return null
    if (fault?.fault === 'fatal') return applied({ type: 'fail', at: now(), error: fault.error }, 'fatal')
    if (fault?.fault === 'failedJob') {
      agenda.after(pauseOf(fault), () => {
        if (!isOver(record)) beginJob(attempt + 1)
        return null
      })
      return witness({ type: 'job.failed', at: now() }, null, null, 'failedJob')
    }
    const moment = applied({ type: 'job.completed', at: now(), count: 1 }, null)
    beginJobs()
    return moment
  }

  /** As many jobs as there are workers are under way, as long as there are so many. */
  const beginJobs = (): void => {
    const { jobs } = record.context
    if (jobs === null) return
    const most = Math.min(jobs.total, doneOf(jobs) + processing.workers)
    for (; begun < most; begun += 1) beginJob(1)
  }

  const events: { readonly [A in Exclude<Ask, 'read'>]: (at: DateTimeOffset) => SessionEvent } = {
    start: (at) => ({ type: 'start', at }),
    block: (at) => ({ type: 'block.uploaded', at, count: 1 }),
    commit: (at) => {
      const { totalJobCount } = processing
      return totalJobCount === null ? { type: 'commit', at } : { type: 'commit', at, totalJobCount }
    },
    renew: (at) => ({ type: 'renew', at, dataUploadURI: renewedUri(record, chance) }),
    cancel: (at) => ({ type: 'cancel', at }),
  }

  return {
    session: () => record,

    begin: () => {
      if (record.value === 'processing') beginJobs()
      for (const intervention of interventions) {
        if (intervention.atSeconds !== undefined) {
          agenda.after(intervention.atSeconds * 1000, intervene(intervention))
        }
      }
      meet()
    },

    arrive: (message) => {
      const { ask, block, fault } = message
      if (ask === 'read' || (block !== null && held.has(block) && !isOver(record))) {
        message.answer = E.right(record)
        reply(message)
        if (ask === 'read') return null
        return witness({ type: 'block.repeated', at: now() }, message.answer, block, fault?.fault ?? null)
      }
      const event = events[ask](now())
      const outcome = apply(event)
      if (block !== null && E.isRight(outcome)) held.add(block)
      message.answer = outcome
      reply(message)
      // A client cancels only where its uploader gives up.
      return witness(event, outcome, block, fault?.fault ?? (ask === 'cancel' ? 'cancelled' : null))
    },

    expire: () => {
      agenda.after(0, () =>
        applied({ type: 'renew', at: now(), dataUploadURI: expiredUri(record, now()) }, 'expiredUri'),
      )
    },
  }
}
