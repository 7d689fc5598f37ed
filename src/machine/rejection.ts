// Why an event is refused: what the rules find in the data, and what the chart has no transition for.
import type { DateTimeOffset } from '../codec/index.js'
import { type SessionStateName, sessionStates } from '../model/index.js'
import type { SessionEventType } from './event.js'
import type { Count, SessionRecord } from './record.js'

/** What a rule finds wrong: the event could be taken in this state, but not with these figures. */
export type GuardFailure =
  | {
      readonly code: 'countOutOfRange'
      readonly event: 'block.uploaded' | 'job.completed' | 'commit'
      readonly count: number
      readonly least: number
      readonly most: number
    }
  | {
      readonly code: 'uploadUriExpired'
      readonly event: 'block.uploaded'
      readonly expiry: DateTimeOffset
      readonly at: DateTimeOffset
    }
  | { readonly code: 'errorSaysNothing'; readonly event: 'fail' }

/** The event has no place in the session's state. */
export type NotAllowedInState = {
  readonly event: SessionEventType
  readonly state: SessionStateName
} & (
  | { readonly code: 'notStarted' }
  | { readonly code: 'blocksRemain'; readonly blocks: Count }
  | { readonly code: 'noBlocksRemain'; readonly blocks: Count }
  | { readonly code: 'alreadyCommitted'; readonly jobs: Count | null }
  | { readonly code: 'finished'; readonly completionDateTime: DateTimeOffset | null }
  | { readonly code: 'notAllowed' }
)

/** Why an event was refused, with the figures that explain it. */
export type Rejection = GuardFailure | NotAllowedInState

type Reason = NotAllowedInState['code']

/** Why a cell of the state × event table is empty, where there is more to say than that it is. */
const reasons: Readonly<Record<SessionStateName, Partial<Readonly<Record<SessionEventType, Reason>>>>> = {
  created: { 'block.uploaded': 'notStarted', commit: 'notStarted' },
  uploading: { commit: 'blocksRemain' },
  uploaded: { 'block.uploaded': 'noBlocksRemain' },
  processing: { commit: 'alreadyCommitted' },
  completed: {},
  failed: {},
  cancelled: {},
}

const built: {
  readonly [R in Reason]: (
    record: SessionRecord,
    event: SessionEventType,
  ) => Extract<NotAllowedInState, { code: R }>
} = {
  notStarted: ({ value: state }, event) => ({ code: 'notStarted', event, state }),
  blocksRemain: ({ value: state, context: { blocks } }, event) => ({
    code: 'blocksRemain',
    event,
    state,
    blocks,
  }),
  noBlocksRemain: ({ value: state, context: { blocks } }, event) => ({
    code: 'noBlocksRemain',
    event,
    state,
    blocks,
  }),
  alreadyCommitted: ({ value: state, context: { jobs } }, event) => ({
    code: 'alreadyCommitted',
    event,
    state,
    jobs,
  }),
  finished: ({ value: state, context: { timeline } }, event) => ({
    code: 'finished',
    event,
    state,
    completionDateTime: timeline.completionDateTime,
  }),
  notAllowed: ({ value: state }, event) => ({ code: 'notAllowed', event, state }),
}

const reasonOf = (state: SessionStateName, event: SessionEventType): Reason => {
  if (sessionStates[state]?.final) return 'finished'
  const row = reasons[state]
  return (Object.hasOwn(row ?? {}, event) ? row[event] : undefined) ?? 'notAllowed'
}

/** The rejection of an event for which the chart has no transition in the session's state. */
export const rejectInState = (record: SessionRecord, event: SessionEventType): NotAllowedInState =>
  built[reasonOf(record.value, event)](record, event)
