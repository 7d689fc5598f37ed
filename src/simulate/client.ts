// The client: decides on its next request, and updates its view of the session from responses only.
import * as E from 'fp-ts/lib/Either.js'
import type { Rejection, SessionRecord } from '../machine/index.js'
import type { SessionStateName } from '../model/index.js'
import type { EventQueue } from './eventQueue.js'
import type { Request, RequestKind, Response } from './message.js'
import type { Plan } from './plan/plan.js'
import { type Slot, slotsOf } from './slot.js'
import type { ClientView, Recorder, TraceEntry } from './traceEntry.js'
import type { VirtualClock } from './virtualClock.js'

export interface SimulatedClient {
  readonly view: () => ClientView
  readonly begin: () => void
  readonly onResponse: (request: Request, response: Response) => TraceEntry | null
  /** Cancels the session and sends nothing else from now on. */
  readonly abort: () => void
}

const viewOf = ({ value, context: { blocks, jobs } }: SessionRecord): ClientView => ({
  state: value,
  blocks,
  jobs,
})

/** The state in a response, which a rejection may have as well. */
const stateIn = (response: Response, otherwise: SessionStateName): SessionStateName => {
  if (E.isRight(response)) return response.right.value
  return 'state' in response.left ? response.left.state : otherwise
}

const jobsIn = (response: Response, otherwise: ClientView['jobs']): ClientView['jobs'] => {
  if (E.isRight(response)) return response.right.context.jobs
  return 'jobs' in response.left ? response.left.jobs : otherwise
}

/** A client that sends requests to a network. */
export const clientOf = (
  { session, network: { parallelUploads }, client: { timeoutSeconds, secondsBetweenReads } }: Plan,
  queue: EventQueue,
  clock: VirtualClock,
  record: Recorder,
  send: (request: Request) => void,
): SimulatedClient => {
  let view = viewOf(session)
  let renewals = 0
  let isRenewing = false
  let isAborted = false
  const { total } = view.blocks
  let nextBlock = total - view.blocks.remaining + 1

  const signal = (type: 'client.updated' | 'response.timedOut', block: number | null) =>
    record({ type, at: clock(queue.now()) }, null, block, null)

  const { uploads, control, releaseAll } = slotsOf({
    parallelUploads: Math.min(parallelUploads, view.blocks.remaining),
    timeoutSeconds,
    queue,
    send,
    renewals: () => renewals,
    onTimeout: ({ block }) => signal('response.timedOut', block),
  })

  const request = (kind: Exclude<RequestKind, 'block'>): void => {
    if (!isAborted || kind === 'cancel') control.send(kind, null)
  }

  const upload = (slot: Slot): void => {
    if (isRenewing || isAborted || nextBlock > total) return
    nextBlock += 1
    slot.send('block', nextBlock - 1)
  }

  const readLater = (): void =>
    queue.after(Math.ceil(secondsBetweenReads * 1000), () => {
      if (view.state === 'processing') request('read')
      return null
    })

  /** What the client does next, by the state in its view. */
  const proceed: Readonly<Record<SessionStateName, () => void>> = {
    created: () => request('start'),
    uploading: () => uploads.forEach(upload),
    uploaded: () => request('commit'),
    processing: readLater,
    completed: releaseAll,
    failed: releaseAll,
    cancelled: releaseAll,
  }

  const update = (next: ClientView): TraceEntry | null => {
    const isNews = next.state !== view.state || next.jobs?.remaining !== view.jobs?.remaining
    view = next
    proceed[next.state]()
    return isNews ? signal('client.updated', null) : null
  }

  const updateFrom = (response: Response): TraceEntry | null =>
    update({ state: stateIn(response, view.state), blocks: view.blocks, jobs: jobsIn(response, view.jobs) })

  const onAcknowledgement = (slot: Slot): TraceEntry | null => {
    const { state, jobs } = view
    const blocks = { total, remaining: view.blocks.remaining - 1 }
    if (blocks.remaining === 0) return update({ state: 'uploaded', blocks, jobs })
    view = { state, blocks, jobs }
    upload(slot)
    return null
  }

  /** A rejected block waits for the renewal, unless the client has renewed since it sent the block. */
  const onRejectedBlock = ({ slot, renewals: before }: Request, rejection: Rejection): TraceEntry | null => {
    if (rejection.code !== 'uploadUriExpired') return updateFrom(E.left(rejection))
    if (before < renewals) {
      slot.retry()
      return null
    }
    slot.hold()
    if (!isRenewing) {
      isRenewing = true
      request('renew')
    }
    return null
  }

  const onRenewal = (response: Response): TraceEntry | null => {
    isRenewing = false
    if (E.isLeft(response) && response.left.code === 'finished') return updateFrom(response)
    renewals += 1
    for (const slot of uploads) {
      if (slot.isFree()) upload(slot)
      else if (slot.isHeld()) slot.retry()
    }
    return null
  }

  return {
    view: () => view,

    begin: () => proceed[view.state](),

    onResponse: (request, response) => {
      const { kind, slot } = request
      // A late duplicate of a response; ignore it.
      if (!slot.isWaitingFor(request)) return null
      if (kind === 'block') {
        if (E.isLeft(response)) return onRejectedBlock(request, response.left)
        slot.release()
        return onAcknowledgement(slot)
      }
      slot.release()
      return kind === 'renew' ? onRenewal(response) : updateFrom(response)
    },

    abort: () => {
      isAborted = true
      releaseAll()
      request('cancel')
    },
  }
}
