// Why an event is refused.
import type { ReadonlyNonEmptyArray } from 'fp-ts/lib/ReadonlyNonEmptyArray.js'
import type { DateTimeOffset, Issue } from '../../codec/index.js'
import { type SessionStateName, sessionStates } from '../../model/index.js'
import type { SessionEventType } from '../events/index.js'
import type { Count, SessionRecord } from '../record.js'
import type { GuardFailure } from './guardFailure.js'

/** The state of the session has no transition for the event. */
export interface NotAllowedInState {
  readonly code:
    | 'notStarted'
    | 'blocksRemain'
    | 'noBlocksRemain'
    | 'alreadyCommitted'
    | 'finished'
    | 'notAllowed'
  readonly event: SessionEventType
  readonly state: SessionStateName
  readonly blocks: Count
  readonly jobs: Count | null
  readonly completionDateTime: DateTimeOffset | null
}

/** The value is no event: its type is unknown, or something is missing or of the wrong type. */
export interface MalformedEvent {
  readonly code: 'malformedEvent'
  /** The type that it names, where that is one. */
  readonly event: SessionEventType | null
  readonly issues: ReadonlyNonEmptyArray<Issue>
}

/** The actor has been stopped and takes no events. */
export interface ActorStopped {
  readonly code: 'actorStopped'
  readonly event: SessionEventType
}

/** Why `step` refuses an event, with the figures that explain it. */
export type Rejection = GuardFailure | NotAllowedInState | MalformedEvent

type Code = NotAllowedInState['code']

/** Where there is more to say than that the state does not allow the event. */
const codes: { readonly [S in SessionStateName]?: { readonly [T in SessionEventType]?: Code } } = {
  created: { 'block.uploaded': 'notStarted', commit: 'notStarted' },
  uploading: { commit: 'blocksRemain' },
  uploaded: { 'block.uploaded': 'noBlocksRemain' },
  processing: { commit: 'alreadyCommitted' },
}

/** A record from outside may be in a state that does not exist. */
const states: { readonly [state: string]: { readonly final: boolean } | undefined } = sessionStates

const codeOf = (state: SessionStateName, event: SessionEventType): Code =>
  states[state]?.final ? 'finished' : (codes[state]?.[event] ?? 'notAllowed')

/** The rejection of an event for which the session's state has no transition. */
export const rejectInState = (
  { value: state, context }: SessionRecord,
  event: SessionEventType,
): NotAllowedInState => ({
  code: codeOf(state, event),
  event,
  state,
  blocks: context.blocks,
  jobs: context.jobs,
  completionDateTime: context.timeline.completionDateTime,
})
