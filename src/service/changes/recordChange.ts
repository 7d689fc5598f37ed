// Changes of a record, as the store writes them.
import * as RA from 'fp-ts/lib/ReadonlyArray.js'
import * as RNEA from 'fp-ts/lib/ReadonlyNonEmptyArray.js'
import { type SessionRecord, toResource } from '../../machine/index.js'
import type { Block, SessionChange } from '../store/sessionStore.js'
import type { EventStep } from './eventSteps.js'
import { eventTrigger, type Principal, type Trigger } from './trigger.js'

/** A record, and what led to it. */
export interface RecordStep {
  readonly trigger: Trigger
  readonly record: SessionRecord
}

/** What becomes of a record, step by step, and its new blocks. Without a step, nothing changes. */
export interface RecordChange {
  readonly steps: ReadonlyArray<RecordStep>
  readonly blocks: ReadonlyArray<Block>
}

/** The steps of events on behalf of somebody. */
export const triggeredBy = (
  principal: Principal | undefined,
  steps: ReadonlyArray<EventStep>,
): ReadonlyArray<RecordStep> =>
  steps.map(({ event, record }) => ({ trigger: eventTrigger(event, principal), record }))

/** The change for the store; null where nothing changes. */
export const sessionChangeOf = ({ steps, blocks }: RecordChange): SessionChange | null =>
  RA.isNonEmpty(steps)
    ? {
        steps: RNEA.map(({ trigger, record }: RecordStep) => ({ trigger, session: toResource(record) }))(
          steps,
        ),
        blocks,
      }
    : null
