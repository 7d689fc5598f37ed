// The server's workers: each makes one attempt at a job at a time, as long as jobs remain.
import type { DateTimeOffset } from '../codec/index.js'
import type { Count, SessionEvent, SessionRecord } from '../machine/index.js'
import { sessionStates } from '../model/index.js'
import type { EventQueue } from './eventQueue.js'
import { delaySampler, faultInjector } from './faultInjector.js'
import { sampler, toDelayMs } from './plan/distribution.js'
import { isJobFault, type JobFault } from './plan/fault.js'
import type { Plan } from './plan/plan.js'
import type { Rng } from './rng.js'
import type { Recorder, TraceEntry } from './traceEntry.js'

/** The session that workers and interventions work on. */
export interface ManagedSession {
  readonly record: () => SessionRecord
  readonly now: () => DateTimeOffset
  /** Applies an event by `step`. */
  readonly apply: (event: SessionEvent, cause: TraceEntry['cause']) => TraceEntry
}

interface JobAttempt {
  readonly attempt: number
  readonly fault: JobFault | null
}

export const doneOf = ({ total, remaining }: Count): number => total - remaining

export const isFinished = ({ value }: SessionRecord): boolean => sessionStates[value].final

/** Starts jobs until every worker has one; to be called whenever a job is done. */
export const workersOf = (
  { session, processing, faults }: Plan,
  queue: EventQueue,
  rng: Rng,
  record: Recorder,
  managed: ManagedSession,
): (() => void) => {
  const jobFaults = faults.filter(isJobFault)
  const inject = faultInjector(jobFaults, rng, () => true)
  const jobSeconds = sampler(processing.secondsPerJob, rng)
  const delayOf = delaySampler(jobFaults, rng)
  let started = session.context.jobs === null ? 0 : doneOf(session.context.jobs)

  const startAttempt = (attempt: number): void => {
    const fault = inject(queue.now(), attempt, null)
    queue.after(toDelayMs(jobSeconds()), () => endAttempt({ attempt, fault }))
  }

  const endAttempt = ({ attempt, fault }: JobAttempt): TraceEntry | null => {
    if (isFinished(managed.record())) return null
    const at = managed.now()
    if (fault?.fault === 'fatal') return managed.apply({ type: 'fail', at, error: fault.error }, 'fatal')
    if (fault?.fault === 'failedJob') {
      queue.after(delayOf(fault), () => {
        if (!isFinished(managed.record())) startAttempt(attempt + 1)
        return null
      })
      return record({ type: 'job.failed', at }, null, null, 'failedJob')
    }
    const entry = managed.apply({ type: 'job.completed', at, count: 1 }, null)
    startJobs()
    return entry
  }

  const startJobs = (): void => {
    const { jobs } = managed.record().context
    if (jobs === null) return
    const last = Math.min(jobs.total, doneOf(jobs) + processing.workers)
    for (; started < last; started += 1) startAttempt(1)
  }

  return startJobs
}
