// The moments of a simulation as a person is told of them: those of one kind in a row as one, and only so many.
import * as E from 'fp-ts/lib/Either.js'
import { isSessionEvent, type Moment } from '../../simulate/index.js'
import { whatHappened } from './wording.js'

/** Moments of one kind in a row. */
export interface Episode {
  /** Seconds since the start: of the first, and of the last. */
  readonly from: number
  readonly to: number
  readonly what: string
  readonly block: number | null
  /** Why it happened so, or why it was refused. */
  readonly why: string
  readonly kind: 'session' | 'signal' | 'trouble' | 'refused'
}

export interface Episodes {
  /** A moment, after so many seconds; and why it happened so. */
  readonly add: (moment: Moment, seconds: number, why: string) => void
  /** What is told, and how many episodes are not. */
  readonly told: () => { readonly episodes: ReadonlyArray<Episode>; readonly untold: number }
}

/** An episode that may go on. */
interface Open {
  readonly type: Moment['event']['type']
  readonly count: number
  readonly episode: Episode
}

const kindOf = ({ event, outcome, cause }: Moment): Episode['kind'] => {
  if (E.isLeft(outcome)) return 'refused'
  if (cause !== null || event.type === 'block.repeated' || event.type === 'answer.missed') return 'trouble'
  return isSessionEvent(event) ? 'session' : 'signal'
}

/** The first episodes of all, so many of them. */
export const episodesUpTo = (most: number): Episodes => {
  const episodes: Array<Episode> = []
  let untold = 0
  let open: Open | null = null

  const close = (): void => {
    if (open === null) return
    if (episodes.length < most) episodes.push(open.episode)
    else untold += 1
    open = null
  }

  return {
    add: (moment, seconds, why) => {
      const { type } = moment.event
      const kind = kindOf(moment)
      const goesOn =
        open !== null &&
        kind === open.episode.kind &&
        type === open.type &&
        why === open.episode.why &&
        (kind === 'session' || kind === 'signal')
      if (open !== null && goesOn) {
        const count = open.count + 1
        const what = whatHappened(moment, count)
        open = { type, count, episode: { ...open.episode, to: seconds, what, block: null } }
        return
      }
      close()
      const what = whatHappened(moment, 1)
      open = { type, count: 1, episode: { from: seconds, to: seconds, what, block: moment.block, why, kind } }
    },
    told: () => {
      close()
      return { episodes, untold }
    },
  }
}
