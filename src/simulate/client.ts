// The client's side: what it asks for next, what it makes of the answers, and when it stops waiting for one.
// It knows nothing of the session but what the service has told it.
import * as E from 'fp-ts/lib/Either.js'
import type { Rejection, SessionRecord } from '../machine/index.js'
import type { SessionStateName } from '../model/index.js'
import { type Agenda, nothing } from './agenda.js'
import type { Clock } from './clock.js'
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

/** One of the ways on which a client waits for an answer: for each parallel upload one, and one for all the rest. */
interface Lane {
  /** Which of all its tasks the client does here; 0 where it does none. */
  task: number
  ask: Ask
  block: number | null
  attempt: number
  /** When it stops waiting; never while a block waits for the session to be renewed. */
  deadline: number
}

const idle = (): Lane => ({
  task: 0,
  ask: 'read',
  block: null,
  attempt: 0,
  deadline: Number.POSITIVE_INFINITY,
})

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

/** However often it asks again, the client waits no longer than so many times its patience. */
const longestPatience = 2 ** 10

/** A client that sends what it asks for. */
export const clientOf = (
  { session, network: { parallelUploads }, client: { patienceSeconds, secondsBetweenReads } }: Plan,
  agenda: Agenda,
  clock: Clock,
  witness: Witness,
  send: (message: Message) => void,
): ClientSide => {
  let believed = beliefOf(session)
  let tasks = 0
  let renewals = 0
  let renewing = false
  let givenUp = false
  let alarm = Number.POSITIVE_INFINITY
  const { total } = believed.blocks
  let nextBlock = total - believed.blocks.remaining + 1
  const width = Math.min(parallelUploads, believed.blocks.remaining)
  const lanes = Array.from({ length: width + 1 }, idle)
  const control = width

  const signal = (type: 'client.learned' | 'answer.missed', block: number | null) =>
    witness({ type, at: clock(agenda.now()) }, null, block, null)

  /** Wakes the client when it has waited long enough; an alarm set before for a later time is overtaken. */
  const wakeBy = (deadline: number): void => {
    if (deadline >= alarm) return
    alarm = deadline
    agenda.after(deadline - agenda.now(), () => (alarm === deadline ? wake() : null))
  }

  const attempt = (index: number, lane: Lane): void => {
    lane.attempt += 1
    const patience = Math.min(2 ** (lane.attempt - 1), longestPatience) * patienceSeconds
    lane.deadline = agenda.now() + Math.ceil(patience * 1000)
    wakeBy(lane.deadline)
    const { ask, block, task } = lane
    send({
      at: 0,
      order: 0,
      happen: nothing,
      ask,
      block,
      attempt: lane.attempt,
      lane: index,
      task,
      renewals,
      fault: null,
      answer: null,
    })
  }

  const ask = (index: number, what: Ask, block: number | null): void => {
    const lane = lanes[index]
    if (lane === undefined || (givenUp && what !== 'cancel')) return
    tasks += 1
    lane.task = tasks
    lane.ask = what
    lane.block = block
    lane.attempt = 0
    attempt(index, lane)
  }

  const leave = (lane: Lane): void => {
    lane.task = 0
    lane.deadline = Number.POSITIVE_INFINITY
  }

  const wake = (): Moment | null => {
    alarm = Number.POSITIVE_INFINITY
    const late = lanes.findIndex(({ deadline }) => deadline <= agenda.now())
    const lane = lanes[late]
    if (lane !== undefined) attempt(late, lane)
    wakeBy(lanes.reduce((first, { deadline }) => Math.min(first, deadline), Number.POSITIVE_INFINITY))
    return lane === undefined ? null : signal('answer.missed', lane.block)
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
    completed: () => lanes.forEach(leave),
    failed: () => lanes.forEach(leave),
    cancelled: () => lanes.forEach(leave),
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
  const refused = (request: Message, rejection: Rejection): Moment | null => {
    const lane = lanes[request.lane]
    if (rejection.reason !== 'uploadUriExpired' || lane === undefined) return learnFrom(E.left(rejection))
    if (request.renewals < renewals) {
      attempt(request.lane, lane)
      return null
    }
    lane.deadline = Number.POSITIVE_INFINITY
    if (!renewing) {
      renewing = true
      ask(control, 'renew', null)
    }
    return null
  }

  const renewed = (answer: Answer): Moment | null => {
    renewing = false
    if (E.isLeft(answer) && answer.left.reason === 'finished') return learnFrom(answer)
    renewals += 1
    for (const [index, lane] of lanes.entries()) {
      if (index === control) continue
      if (lane.task === 0) upload(index)
      else if (lane.deadline === Number.POSITIVE_INFINITY) attempt(index, lane)
    }
    return null
  }

  return {
    believes: () => believed,

    begin: () => goOn[believed.state](),

    hear: (message) => {
      const { ask, answer } = message
      const lane = lanes[message.lane]
      // What nobody waits for any more has been answered already.
      if (lane === undefined || lane.task !== message.task || answer === null) return null
      if (ask === 'block') {
        if (E.isLeft(answer)) return refused(message, answer.left)
        leave(lane)
        return acknowledged(message.lane)
      }
      leave(lane)
      return ask === 'renew' ? renewed(answer) : learnFrom(answer)
    },

    giveUp: () => {
      givenUp = true
      lanes.forEach(leave)
      ask(control, 'cancel', null)
    },
  }
}
