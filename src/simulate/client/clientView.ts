// What a client knows of its session: from responses, and of its blocks from their acknowledgements.
import * as E from 'fp-ts/lib/Either.js'
import type { Count, Rejection, SessionRecord } from '../../machine/index.js'
import type { SessionStateName } from '../../model/index.js'
import type { ClientView } from '../trace/traceEntry.js'

export const viewOf = ({ value, context: { blocks, jobs } }: SessionRecord): ClientView => ({
  state: value,
  blocks,
  jobs,
})

/** What the server says of a session: the session itself, or why it rejected a request. */
export type Answer = E.Either<Rejection, SessionRecord>

/** The state in an answer, which a rejection may have as well. */
const stateIn = (answer: Answer, otherwise: SessionStateName): SessionStateName => {
  if (E.isRight(answer)) return answer.right.value
  return 'state' in answer.left ? answer.left.state : otherwise
}

const jobsIn = (answer: Answer, otherwise: Count | null): Count | null => {
  if (E.isRight(answer)) return answer.right.context.jobs
  return 'jobs' in answer.left ? answer.left.jobs : otherwise
}

/** The states that a session reaches only with all its blocks. */
const uploaded: ReadonlySet<SessionStateName> = new Set(['uploaded', 'processing', 'completed'])

/** The view after an answer. It says how many blocks remain only where none does: else the client counts by itself. */
export const viewAfter = (view: ClientView, answer: Answer): ClientView => {
  const state = stateIn(answer, view.state)
  const blocks = uploaded.has(state) ? { total: view.blocks.total, remaining: 0 } : view.blocks
  return { state, blocks, jobs: jobsIn(answer, view.jobs) }
}

/** The view after the acknowledgement of a block. */
export const viewAfterBlock = ({ state, blocks, jobs }: ClientView): ClientView => {
  const remaining = blocks.remaining - 1
  return { state: remaining === 0 ? 'uploaded' : state, blocks: { total: blocks.total, remaining }, jobs }
}
