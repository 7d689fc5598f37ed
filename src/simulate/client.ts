// The client's side: what it asks for next, and what it makes of the answers.
// It knows nothing of the session but what the service has told it.
import * as E from 'fp-ts/lib/Either.js'
import type { Rejection, SessionRecord } from '../machine/index.js'
import type { SessionStateName } from '../model/index.js'
import { type Agenda, nothing } from './agenda.js'
import type { Clock } from './clock.js'
import { lanesOf } from './lane.js'
import type { Answer, Ask, Message } from './message.js'
import type { Belief, Moment, Witness } from './moment.js'
import type { Plan } from './plan/plan.js'

export interface ClientSide {
  readonly believes: () => Belief
  readonly begin: () => void
  readonly hear: (message: Message) => Moment | null
  /** Asks for the session's cancellation and for nothing else from now on. */
  readonly giveUp: () => void
}

const beliefOf = ({ value, context: { blocks, jobs } }: SessionRecord): Belief => ({
  state: value,
  blocks,
  jobs,
})

/** The state that an answer tells of, a refusal too. */
const stateOf = (answer: Answer, otherwise: SessionStateName): SessionStateName => {
  if (E.isRight(answer)) return answer.right.value
  return 'state' in answer.left ? answer.left.state : otherwise
}

const jobsOf = (answer: Answer, otherwise: Belief['jobs']): Belief['jobs'] => {
  if (E.isRight(answer)) return answer.right.context.jobs
  return 'jobs' in answer.left ? answer.left.jobs : otherwise
}

/** A client that sends what it asks for. */
export const clientOf = (
  { session, network: { parallelUploads }, client: { patienceSeconds, secondsBetweenReads } }: Plan,
  agenda: Agenda,
  clock: Clock,
  witness: Witness,
  send: (message: Message) => void,
): ClientSide => {
  let believed = beliefOf(session)
  let renewals = 0
  let renewing = false
  let givenUp = false
  const { total } = believed.blocks
  let nextBlock = total - believed.blocks.remaining + 1
  const width = Math.min(parallelUploads, believed.blocks.remaining)
  const control = width

  const signal = (type: 'client.learned' | 'answer.missed', block: number | null) =>
    witness({ type, at: clock(agenda.now()) }, null, block, null)

  const lanes = lanesOf(
    width + 1,
    patienceSeconds,
    agenda,
    ({ ask, block, attempt, task }, lane) =>
      send({
        at: 0,
        order: 0,
        happen: nothing,
        ask,
        block,
        attempt,
        lane,
        task,
        renewals,
        fault: null,
        answer: null,
      }),
    ({ block }) => signal('answer.missed', block),
  )

  const ask = (index: number, what: Ask, block: number | null): void => {
    if (!givenUp || what === 'cancel') lanes.ask(index, what, block)
  }

  const upload = (index: number): void => {
    if (renewing || nextBlock > total) return
    nextBlock += 1
    ask(index, 'block', nextBlock - 1)
  }

  const readLater = (): void =>
    agenda.after(Math.ceil(secondsBetweenReads * 1000), () => {
      if (believed.state === 'processing') ask(control, 'read', null)
      return null
    })

  /** What the client does next in a state that it believes in. */
  const goOn: Readonly<Record<SessionStateName, () => void>> = {
    created: () => ask(control, 'start', null),
    uploading: () => {
      for (let index = 0; index < width; index += 1) upload(index)
    },
    uploaded: () => ask(control, 'commit', null),
    processing: readLater,
    completed: lanes.leaveAll,
    failed: lanes.leaveAll,
    cancelled: lanes.leaveAll,
  }

  const learn = (belief: Belief): Moment | null => {
    const isNews = belief.state !== believed.state || belief.jobs?.remaining !== believed.jobs?.remaining
    believed = belief
    goOn[belief.state]()
    return isNews ? signal('client.learned', null) : null
  }

  const learnFrom = (answer: Answer): Moment | null =>
    learn({
      state: stateOf(answer, believed.state),
      blocks: believed.blocks,
      jobs: jobsOf(answer, believed.jobs),
    })

  const acknowledged = (index: number): Moment | null => {
    const { state, blocks, jobs } = believed
    const remaining = blocks.remaining - 1
    const counted = { total, remaining }
    if (remaining === 0) return learn({ state: 'uploaded', blocks: counted, jobs })
    believed = { state, blocks: counted, jobs }
    upload(index)
    return null
  }

  /** A block that was refused waits for the renewal, unless that has come since it was sent. */
  const refused = ({ lane, renewals: before }: Message, rejection: Rejection): Moment | null => {
    if (rejection.code !== 'uploadUriExpired') return learnFrom(E.left(rejection))
    if (before < renewals) {
      lanes.again(lane)
      return null
    }
    lanes.hold(lane)
    if (!renewing) {
      renewing = true
      ask(control, 'renew', null)
    }
    return null
  }

  const renewed = (answer: Answer): Moment | null => {
    renewing = false
    if (E.isLeft(answer) && answer.left.code === 'finished') return learnFrom(answer)
    renewals += 1
    for (let index = 0; index < width; index += 1) {
      if (lanes.isFree(index)) upload(index)
      else if (lanes.isHeld(index)) lanes.again(index)
    }
    return null
  }

  return {
    believes: () => believed,

    begin: () => goOn[believed.state](),

    hear: (message) => {
      const { ask, answer, lane } = message
      // What nobody waits for any more has been answered already.
      if (answer === null || !lanes.awaits(message)) return null
      if (ask === 'block') {
        if (E.isLeft(answer)) return refused(message, answer.left)
        lanes.leave(lane)
        return acknowledged(lane)
      }
      lanes.leave(lane)
      return ask === 'renew' ? renewed(answer) : learnFrom(answer)
    },

    giveUp: () => {
      givenUp = true
      lanes.leaveAll()
      ask(control, 'cancel', null)
    },
  }
}
