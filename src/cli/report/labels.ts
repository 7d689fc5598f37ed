// Labels for what happens in a simulation.
import { events, type SessionEventType, sessionEventTypes } from '../../machine/index.js'
import type { TraceEntry, TraceEntryType } from '../../simulate/index.js'

interface Label {
  readonly one: string
  readonly many: (count: number) => string
}

const counted = (text: string): Label => ({ one: text, many: (count) => `${text} (${count} times)` })

/** Signals between client and service. Events of the session have their summaries. */
const signalLabels: Readonly<Record<Exclude<TraceEntryType, SessionEventType>, Label>> = {
  'block.repeated': { one: 'a block arrives again', many: (count) => `${count} blocks arrive again` },
  'response.timedOut': counted('the client gets no response and asks again'),
  'client.updated': counted('the client reads the state of the session'),
  'job.failed': { one: 'an attempt at a job fails', many: (count) => `${count} attempts at jobs fail` },
  'network.stalled': counted('the network stalls'),
  'network.resumed': counted('the network recovers'),
  'service.outage': counted('the service is out'),
  'service.recovered': counted('the service recovers'),
  'request.throttled': counted('the service takes no more requests in this second'),
  'request.failed': counted('the service answers with an error'),
  'client.crashed': counted('the client crashes'),
  'client.restarted': counted('the client runs again'),
  'client.gaveUp': counted('the client gives up'),
  'simulation.stopped': counted('the simulation reaches a bound'),
}

const isSessionEvent = (type: TraceEntryType): type is SessionEventType =>
  sessionEventTypes.some((each) => each === type)

const labelOf = (type: TraceEntryType): Label =>
  isSessionEvent(type) ? events[type].summary : signalLabels[type]

/** What `count` consecutive entries of one kind are. */
export const eventLabel = ({ event, cause }: TraceEntry, count: number): string => {
  if (event.type === 'renew' && cause === 'expiredUri') return 'the upload URI expires'
  if (event.type === 'renew' && cause === 'intervention') return 'the upload URI is replaced'
  const { one, many } = labelOf(event.type)
  return count === 1 ? one : many(count)
}

const causeLabels: Readonly<Record<NonNullable<TraceEntry['cause']>, string>> = {
  lostRequest: 'the request is lost',
  lostAcknowledgement: 'its acknowledgement is lost',
  duplicate: 'the network delivers it twice',
  reordered: 'the network delivers it late',
  stalled: 'the network stalls',
  slow: 'the network is slow',
  serverError: 'an error of the service',
  outage: 'an outage of the service',
  crash: 'a crash of the client',
  expiredUri: 'an expired upload URI',
  cancelled: 'the client gives up',
  failedJob: 'a failed job, to be tried again',
  fatal: 'a fatal error',
  intervention: 'an intervention',
  seconds: 'the longest virtual time',
  events: 'the largest number of events',
}

/** Why an entry happened; empty if nothing went wrong. */
export const causeLabel = ({ cause }: TraceEntry): string => (cause === null ? '' : causeLabels[cause])
