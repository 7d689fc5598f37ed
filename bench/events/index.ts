// How fast an event is brought to a session: by step, by XState, by hand, and by other libraries.
import * as E from 'fp-ts/lib/Either.js'
import { type SessionEvent, step } from '../../src/machine/index.js'
import { weigh } from '../runner/memory.js'
import { type Contender, race } from '../runner/race.js'
import { type Measure, ratio, type Subject, typical } from '../runner/subject.js'
import { actorOf, type Library, libraries } from './contender.js'
import { blocks, commit, type Happening, happenings, uploading } from './sample.js'

for (const { name, open } of libraries) {
  const session = open(uploading('a'))
  const before = session.remaining()
  for (const event of [...blocks, commit]) session.send(event)
  if (session.remaining() !== before - blocks.length) throw new Error(`${name} counts otherwise`)
}

const bringing = (
  events: ReadonlyArray<SessionEvent>,
  those: ReadonlyArray<Library> = libraries,
): ReadonlyArray<Contender> =>
  those.map(({ name, open }) => {
    const session = open(uploading('a'))
    return {
      name,
      units: events.length,
      run: () => {
        let last: unknown
        for (const event of events) last = session.send(event)
        return last
      },
    }
  })

const refusals = blocks.map(() => commit)
const judges = libraries.filter(({ name }) => name !== 'the bare record')

const sessions = 100_000
const batch = 1000

/** The next thousand of what happens; it begins anew when all has happened. */
const batches = (): (() => ReadonlyArray<Happening>) => {
  const all = happenings(200 * batch, sessions)
  const parts = Array.from({ length: 200 }, (_, index) => all.slice(index * batch, (index + 1) * batch))
  let next = 0
  return () => parts[next++ % parts.length] ?? []
}

const records = (): Contender => {
  const live = Array.from({ length: sessions }, (_, index) => uploading(String(index)))
  const next = batches()
  return {
    name: 'records and step',
    units: batch,
    run: () => {
      for (const { session, event } of next()) {
        const record = live[session]
        const outcome = record === undefined ? undefined : step(record, event)
        if (outcome !== undefined && E.isRight(outcome)) live[session] = outcome.right
      }
      return live
    },
  }
}

const actors = (): Contender => {
  const live = Array.from({ length: sessions }, (_, index) => actorOf(uploading(String(index))))
  const next = batches()
  return {
    name: 'actors',
    units: batch,
    run: () => {
      for (const { session, event } of next()) live[session]?.send(event)
      return live
    },
  }
}

const accepted = 'a block that is taken'
const refused = 'an event that is refused'
const live = '100,000 live sessions, random events'
const heap = '100,000 live sessions, heap beside the facts of their files'
const heapWithFacts = '100,000 live sessions, heap with facts of their own'
const retained = 'what an event leaves behind for good'

/** Half a gigabyte of actors is built when it is their turn, and not before. */
const many: Measure = {
  name: live,
  unit: 'ns',
  take: () => race(live, [records(), actors()]).take(),
}

export const subject: Subject = {
  title: 'Events',
  says: 'The time for one event; the other ways as multiples of it. All of them run the same rules; only step and trySend say why an event is refused.',
  measures: [
    race(accepted, bringing(blocks)),
    race(refused, bringing(refusals, judges)),
    many,
    weigh(heap, new URL('./besideFacts.js', import.meta.url)),
    weigh(heapWithFacts, new URL('./withFacts.js', import.meta.url)),
    weigh(retained, new URL('./retained.js', import.meta.url)),
  ],
  goals: [
    {
      says: `${accepted}: step against actor.send`,
      figure: ratio(accepted, 'actor.send', 'step'),
      as: '×',
      atLeast: 25,
    },
    {
      says: `${accepted}: step against XState's own transition()`,
      figure: ratio(accepted, 'transition()', 'step'),
      as: '×',
      atLeast: 500,
    },
    {
      says: 'a typed refusal against an event that actor.send silently ignores',
      figure: ratio(refused, 'actor.send', 'step'),
      as: '×',
      atLeast: 15,
    },
    {
      says: `${accepted}: trySend, as a share of actor.send`,
      figure: ratio(accepted, 'trySend', 'actor.send'),
      as: '%',
      atMost: 1.05,
    },
    {
      says: `${live}: step against actors`,
      figure: ratio(live, 'actors', 'records and step'),
      as: '×',
      atLeast: 50,
    },
    {
      says: `${heap}: actors against records`,
      figure: ratio(heap, 'actors', 'records'),
      as: '×',
      atLeast: 15,
    },
    {
      says: `${heapWithFacts}: actors against records`,
      figure: ratio(heapWithFacts, 'actors', 'records'),
      as: '×',
      atLeast: 15,
    },
    {
      says: `${accepted}: step against the bare record`,
      figure: ratio(accepted, 'step', 'the bare record'),
      as: '×',
      atMost: 4,
    },
    {
      says: `${accepted}: step against the same logic as a switch by hand`,
      figure: ratio(accepted, 'step', 'a switch by hand'),
      as: '×',
      atMost: 4,
    },
    { says: retained, figure: typical(retained, 'step'), as: 'B', atMost: 0 },
  ],
}
