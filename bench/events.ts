// How fast an event is applied to a session: by step, by XState, and by nothing but a new record.
import * as E from 'fp-ts/lib/Either.js'
import { createActor, transition } from 'xstate'
import { DateTimeOffset, dateTimeOffsetOf, laterOf, maxInt32 } from '../src/codec/index.js'
import {
  initialSession,
  type SessionEvent,
  type SessionRecord,
  sessionMachine,
  step,
  trySend,
} from '../src/machine/index.js'
import { heap } from './runner/memory.js'
import { type Contenders, race } from './runner/race.js'
import type { Subject } from './runner/subject.js'

const right = <A>(either: E.Either<unknown, A>): A => {
  if (E.isLeft(either)) throw new Error(JSON.stringify(either.left))
  return either.right
}

const dataUploadURI = 'https://upload.example/patients?sig=x'
/** So many blocks that no bench uploads the last one. */
const request = { datastoreId: 'patients', dataUploadURI, totalBlockCount: maxInt32, rowsPerBlock: 100 }

const created = (id: string): SessionRecord =>
  right(initialSession({ id, at: DateTimeOffset.of('2026-11-24T09:00:00Z'), request }))

const started = DateTimeOffset.of('2026-11-24T09:00:01Z')
const firstBlock: SessionEvent = { type: 'block.uploaded', at: started, count: 1 }
const uploadingFrom = (record: SessionRecord): SessionRecord =>
  right(step(right(step(record, { type: 'start', at: started })), firstBlock))

/** Blocks at 64 times; replayed, their clock is behind. */
const blocks: ReadonlyArray<SessionEvent> = Array.from({ length: 64 }, (_, second) => {
  const at = dateTimeOffsetOf(new Date(Date.UTC(2026, 10, 24, 9, 0, 2 + second)))
  return at._tag === 'Some' ? { ...firstBlock, at: at.value } : firstBlock
})
/** An event that no session takes while it uploads. */
const refusals = blocks.map(({ at }): SessionEvent => ({ type: 'commit', at }))

const actorOf = (record: SessionRecord) => createActor(sessionMachine, { input: record }).start()

/** Applies an event to one session; returns what the library returns. */
type Apply = (event: SessionEvent) => unknown

const stepping = (record: SessionRecord): Apply => {
  let current = record
  return (event) => {
    const outcome = step(current, event)
    if (E.isRight(outcome)) current = outcome.right
    return outcome
  }
}

const pure = (record: SessionRecord): Apply => {
  let snapshot = sessionMachine.resolveState(record)
  return (event) => {
    snapshot = transition(sessionMachine, snapshot, event)[0]
  }
}

const sending = (record: SessionRecord): Apply => {
  const actor = actorOf(record)
  return (event) => actor.send(event)
}

const tryingToSend = (record: SessionRecord): Apply => {
  const actor = actorOf(record)
  return (event) => trySend(actor, event)
}

/** Looks up no state and checks no rule: nothing that builds a record can be faster. */
const bare = (first: SessionRecord): Apply => {
  let record = first
  return (event) => {
    const { value, context } = record
    const { metadata, upload, blocks: counts, jobs, timeline, error, lastUpdatedDateTime: last } = context
    const remaining = counts.remaining - ('count' in event ? event.count : 0)
    const lastUpdatedDateTime = last === null ? event.at : laterOf(last, event.at)
    const left = { total: counts.total, remaining }
    const next = { metadata, upload, blocks: left, jobs, timeline, error, lastUpdatedDateTime }
    record = { value, context: next }
    return record
  }
}

const ways = { step: stepping, 'actor.send': sending, trySend: tryingToSend, 'transition()': pure }

const applying = (
  events: ReadonlyArray<SessionEvent>,
  ways: Readonly<Record<string, (record: SessionRecord) => Apply>>,
): Contenders =>
  Object.fromEntries(
    Object.entries(ways).map(([name, open]) => {
      const apply = open(uploadingFrom(created('a')))
      return [name, { units: events.length, run: () => events.forEach(apply) }]
    }),
  )

const applied = 'a block that is applied'
const refused = 'an event that is refused'
const many = '100,000 live sessions'

const live =
  <A>(open: (record: SessionRecord) => A) =>
  () => {
    const file = created('a')
    return Array.from({ length: 100_000 }, () => open(uploadingFrom(file)))
  }

export const subject: Subject = {
  title: 'Events',
  description:
    'The time for one event; the other ways as multiples of it. All follow the same transitions; only `step` and ' +
    '`trySend` say why an event is refused. `step` checks that the event is well-formed, half of its time.',
  measures: [
    race(applied, applying(blocks, { ...ways, 'the bare record': bare })),
    race(refused, applying(refusals, ways)),
    heap(many, { records: live((record) => record), actors: live(actorOf) }),
  ],
  goals: [
    { measure: applied, contender: 'actor.send', against: 'step', atLeast: 25 },
    { measure: refused, contender: 'actor.send', against: 'step', atLeast: 15 },
    { measure: applied, contender: 'trySend', against: 'actor.send', atMost: 1.05 },
    { measure: applied, contender: 'step', against: 'the bare record', atMost: 4 },
    { measure: many, contender: 'actors', against: 'records', atLeast: 15 },
  ],
}
