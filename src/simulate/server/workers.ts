// The workers, which all sessions share: each makes one attempt at a job at a time, in the order of the commits.
import type { FaultDraws } from '../faults/faultDraws.js'
import type { FaultDuration } from '../faults/faultDuration.js'
import { faultInjector } from '../faults/faultInjector.js'
import { isJobFault, type JobFault } from '../plan/fault.js'
import type { Plan } from '../plan/plan.js'
import { samplerOf } from '../random/sampler.js'
import { bySession, type Substream } from '../random/substream.js'
import type { EventQueue } from '../time/eventQueue.js'
import { microsecondsOf } from '../time/microseconds.js'
import type { TraceEntry } from '../trace/traceEntry.js'
import { isFinished } from './progress.js'
import type { ServedSession } from './servedSession.js'

export interface Workers {
  /** Processes the jobs of a committed session, from one on, counted from 1. */
  readonly process: (served: ServedSession, from: number, total: number) => void
}

interface JobAttempt {
  readonly served: ServedSession
  readonly job: number
  readonly attempt: number
}

/** The jobs of a session that no worker has begun. */
interface Waiting {
  readonly served: ServedSession
  next: number
  readonly total: number
}

/** Later attempts are spared by faults with a rate, so that every plan ends. */
const maxStrikes = 5

/** Draws that workers make. */
export interface WorkerDraws {
  readonly draws: Substream
  readonly faultDraws: FaultDraws
  readonly durationOf: FaultDuration
}

export const createWorkers = (
  { processing, faults }: Plan,
  queue: EventQueue,
  { draws, faultDraws, durationOf }: WorkerDraws,
): Workers => {
  const jobFaults = faults.filter(isJobFault)
  const inject = faultInjector<JobFault, null>(jobFaults, {
    canStrike: () => true,
    maxStrikes,
    drawsOf: faultDraws,
  })
  const jobSeconds = samplerOf(processing.secondsPerJob)
  const drawsOfSession = bySession(draws.of('job'))
  const waiting: Array<Waiting> = []
  const retries: Array<JobAttempt> = []
  let idle = processing.workers

  const takeFirst = (): JobAttempt | undefined => {
    for (let first = waiting[0]; first !== undefined; first = waiting[0]) {
      if (first.next <= first.total && !isFinished(first.served.record())) {
        first.next += 1
        return { served: first.served, job: first.next - 1, attempt: 1 }
      }
      waiting.shift()
    }
    return undefined
  }

  const startJobs = (): void => {
    while (idle > 0) {
      const next = retries.shift() ?? takeFirst()
      if (next === undefined) return
      start(next)
    }
  }

  const start = (job: JobAttempt): void => {
    const { served, job: number, attempt } = job
    idle -= 1
    const session = served.index
    const fault =
      jobFaults.length === 0
        ? null
        : inject(queue.now(), { session, kind: null, number, attempt, drawNumber: attempt })
    const duration = microsecondsOf(jobSeconds(drawsOfSession(session).at(number, attempt)))
    queue.after(duration, () => {
      idle += 1
      const entry = end(job, fault)
      startJobs()
      return entry
    })
  }

  const end = (job: JobAttempt, fault: JobFault | null): TraceEntry | null => {
    const { served, job: number, attempt } = job
    if (isFinished(served.record())) return null
    if (fault?.fault === 'fatal')
      return served.apply({ type: 'fail', at: served.now(), error: fault.error }, 'fatal')
    if (fault?.fault === 'failedJob') {
      queue.after(durationOf(fault, served.index, number, attempt), () => {
        if (isFinished(served.record())) return null
        retries.push({ served, job: number, attempt: attempt + 1 })
        startJobs()
        return null
      })
      return served.signal('job.failed', null, 'failedJob')
    }
    return served.apply({ type: 'job.completed', at: served.now(), count: 1 }, null)
  }

  return {
    process: (served, from, total) => {
      waiting.push({ served, next: from, total })
      startJobs()
    },
  }
}
