// The data of a report, collected entry by entry in limited memory, however long the simulation is.
import * as E from 'fp-ts/lib/Either.js'
import { epochMillisOf } from '../../codec/index.js'
import { explain } from '../../machine/index.js'
import { sessionStates } from '../../model/index.js'
import type { Plan, TraceEntry } from '../../simulate/index.js'
import { type Curve, downsample } from './downsampling.js'
import { causeLabel } from './labels.js'
import { countRefusals, type Refusal } from './refusals.js'
import { groupEntries, type Timeline } from './timelineGroup.js'

/** The rows of the chart of marks. */
export const markRows = [
  'refused',
  'repeated',
  'asked again',
  'stalled',
  'job failed',
  'renewed',
  'ended',
] as const

/** A point in the chart of marks. */
export interface Mark {
  readonly seconds: number
  readonly row: (typeof markRows)[number]
}

/** When the session changed its state, and to which. */
export interface StateChange {
  readonly seconds: number
  readonly state: string
}

/** Everything that a report shows. */
export interface ReportData {
  readonly blocks: Curve
  readonly jobs: Curve
  readonly marks: ReadonlyArray<Mark>
  readonly stateChanges: ReadonlyArray<StateChange>
  readonly timeline: Timeline
  readonly refusals: ReadonlyArray<Refusal>
  readonly counts: { readonly entries: number; readonly refused: number; readonly repeated: number }
  readonly last: TraceEntry | null
  /** How long the simulation took. */
  readonly seconds: number
}

export interface ReportCollector {
  readonly add: (entry: TraceEntry) => void
  readonly data: () => ReportData
}

const maxPoints = 2000
const maxMarks = 2000
const maxGroups = 400
const maxRefusals = 100

const markRowOf = ({ event, outcome, cause }: TraceEntry): Mark['row'] | null => {
  if (E.isLeft(outcome)) return 'refused'
  if (event.type === 'renew') return cause === null ? 'renewed' : null
  if (event.type === 'block.repeated') return 'repeated'
  if (event.type === 'response.timedOut') return 'asked again'
  if (event.type === 'network.stalled' || event.type === 'network.resumed') return 'stalled'
  if (event.type === 'job.failed') return 'job failed'
  return event.type === 'fail' || event.type === 'cancel' ? 'ended' : null
}

/** Collects the trace of a plan. */
export const collectReportData = ({ startDateTime, sessions }: Plan): ReportCollector => {
  const { session } = sessions[0]
  const start = epochMillisOf(startDateTime)
  const blocks = downsample(maxPoints)
  const jobs = downsample(maxPoints)
  const marks: Array<Mark> = []
  const stateChanges: Array<StateChange> = []
  const timeline = groupEntries(maxGroups)
  const refusals = countRefusals(maxRefusals)
  let counts = { entries: 0, refused: 0, repeated: 0 }
  let state = session.value
  let last: TraceEntry | null = null
  let seconds = 0

  const addPoints = (at: number, from: Pick<TraceEntry, 'session' | 'client'>): void => {
    const { context } = from.session
    blocks.add({ seconds: at, service: context.blocks.remaining, client: from.client.blocks.remaining })
    jobs.add({
      seconds: at,
      service: context.jobs?.remaining ?? null,
      client: from.client.jobs?.remaining ?? null,
    })
  }

  addPoints(0, {
    session,
    client: { state: session.value, blocks: session.context.blocks, jobs: session.context.jobs },
  })

  return {
    add: (entry) => {
      seconds = Math.max(0, (epochMillisOf(entry.at) - start) / 1000)
      last = entry
      const refusal = E.isLeft(entry.outcome) ? explain(entry.outcome.left) : null
      counts = {
        entries: counts.entries + 1,
        refused: counts.refused + (refusal === null ? 0 : 1),
        repeated: counts.repeated + (entry.event.type === 'block.repeated' ? 1 : 0),
      }
      if (refusal !== null) refusals.add(refusal, seconds)
      addPoints(seconds, entry)
      const row = markRowOf(entry)
      if (row !== null && marks.length < maxMarks) marks.push({ seconds, row })
      if (entry.session.value !== state) {
        state = entry.session.value
        stateChanges.push({ seconds, state: sessionStates[state].wire })
      }
      timeline.add(entry, seconds, refusal ?? causeLabel(entry))
    },
    data: () => ({
      blocks: blocks.curve(),
      jobs: jobs.curve(),
      marks,
      stateChanges,
      timeline: timeline.timeline(),
      refusals: refusals.refusals(),
      counts,
      last,
      seconds,
    }),
  }
}
