// What a report tells of a simulation, gathered moment by moment in little memory, however long it is.
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as O from 'fp-ts/lib/Option.js'
import { type DateTimeOffset, dateOf } from '../../codec/index.js'
import { explain } from '../../machine/index.js'
import { sessionStates } from '../../model/index.js'
import type { Moment, Plan } from '../../simulate/index.js'
import { type Episode, episodesUpTo } from './episode.js'
import { type Curve, thinned } from './thinning.js'
import { whyIt } from './wording.js'

/** Where a mark stands beneath the curves. */
export const lanes = [
  'refused',
  'repeated',
  'asked again',
  'stalled',
  'job failed',
  'renewed',
  'ended',
] as const

export interface Mark {
  readonly seconds: number
  readonly lane: (typeof lanes)[number]
}

/** When the session came to another state. */
export interface Turn {
  readonly seconds: number
  readonly state: string
}

interface Refused {
  readonly message: string
  readonly count: number
  readonly first: number
}

/** Everything that a report tells. */
export interface Chronicle {
  readonly blocks: Curve
  readonly jobs: Curve
  readonly marks: ReadonlyArray<Mark>
  readonly turns: ReadonlyArray<Turn>
  readonly episodes: ReadonlyArray<Episode>
  /** How many episodes are not told. */
  readonly untold: number
  readonly refusals: ReadonlyArray<Refused>
  readonly counts: { readonly moments: number; readonly refused: number; readonly repeated: number }
  readonly last: Moment | null
  readonly seconds: number
}

export interface Chronicler {
  readonly note: (moment: Moment) => void
  readonly chronicle: () => Chronicle
}

const mostPoints = 2000
const mostMarks = 2000
const mostEpisodes = 400
const mostRefusals = 100

const laneOf = ({ event, outcome, cause }: Moment): Mark['lane'] | null => {
  if (E.isLeft(outcome)) return 'refused'
  if (event.type === 'renew') return cause === null ? 'renewed' : null
  if (event.type === 'block.repeated') return 'repeated'
  if (event.type === 'answer.missed') return 'asked again'
  if (event.type === 'network.stalled' || event.type === 'network.resumed') return 'stalled'
  if (event.type === 'job.failed') return 'job failed'
  return event.type === 'fail' || event.type === 'cancel' ? 'ended' : null
}

const millisecondsOf = (at: DateTimeOffset): number =>
  pipe(
    dateOf(at),
    O.match(
      () => 0,
      (date) => date.getTime(),
    ),
  )

/** Notes the moments of a plan. */
export const chroniclerOf = ({ startDateTime, session }: Plan): Chronicler => {
  const start = millisecondsOf(startDateTime)
  const blocks = thinned(mostPoints)
  const jobs = thinned(mostPoints)
  const marks: Array<Mark> = []
  const turns: Array<Turn> = []
  const episodes = episodesUpTo(mostEpisodes)
  const refusals = new Map<string, Refused>()
  let counts = { moments: 0, refused: 0, repeated: 0 }
  let state = session.value
  let last: Moment | null = null
  let seconds = 0

  const draw = (at: number, from: Pick<Moment, 'session' | 'client'>): void => {
    const { context } = from.session
    blocks.add({ seconds: at, service: context.blocks.remaining, client: from.client.blocks.remaining })
    jobs.add({
      seconds: at,
      service: context.jobs?.remaining ?? null,
      client: from.client.jobs?.remaining ?? null,
    })
  }

  draw(0, {
    session,
    client: { state: session.value, blocks: session.context.blocks, jobs: session.context.jobs },
  })

  return {
    note: (moment) => {
      seconds = Math.max(0, (millisecondsOf(moment.at) - start) / 1000)
      last = moment
      const refused = E.isLeft(moment.outcome) ? explain(moment.outcome.left) : null
      counts = {
        moments: counts.moments + 1,
        refused: counts.refused + (refused === null ? 0 : 1),
        repeated: counts.repeated + (moment.event.type === 'block.repeated' ? 1 : 0),
      }
      if (refused !== null) {
        const before = refusals.get(refused)
        if (before !== undefined) refusals.set(refused, { ...before, count: before.count + 1 })
        else if (refusals.size < mostRefusals) {
          refusals.set(refused, { message: refused, count: 1, first: seconds })
        }
      }
      draw(seconds, moment)
      const lane = laneOf(moment)
      if (lane !== null && marks.length < mostMarks) marks.push({ seconds, lane })
      if (moment.session.value !== state) {
        state = moment.session.value
        turns.push({ seconds, state: sessionStates[state].wire })
      }
      episodes.add(moment, seconds, refused ?? whyIt(moment))
    },
    chronicle: () => ({
      blocks: blocks.curve(),
      jobs: jobs.curve(),
      marks,
      turns,
      ...episodes.told(),
      refusals: [...refusals.values()],
      counts,
      last,
      seconds,
    }),
  }
}
