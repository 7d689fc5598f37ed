// Sessions and events to measure with.
import * as E from 'fp-ts/lib/Either.js'
import { type DateTimeOffset, dateTimeOffsetOf, maxInt32 } from '../../src/codec/index.js'
import { initialSession, type SessionEvent, type SessionRecord, step } from '../../src/machine/index.js'

const right = <A>(either: E.Either<unknown, A>): A => {
  if (E.isLeft(either)) throw new Error(JSON.stringify(either.left))
  return either.right
}

/** So many seconds after the creation. */
const second = (count: number): DateTimeOffset => {
  const at = dateTimeOffsetOf(new Date(Date.UTC(2026, 10, 24, 9, 0, count)))
  if (at._tag === 'None') throw new Error('no time')
  return at.value
}

/** A session that no bench will bring to its end: its blocks are as many as an Int32 can count. */
export const created = (id: string): SessionRecord =>
  right(
    initialSession({
      id,
      at: second(0),
      request: {
        datastoreId: 'patients',
        fileName: 'patients.csv',
        fields: ['PatientID', 'Name'],
        dataUploadURI: 'https://upload.example/patients?sig=x',
        totalBlockCount: maxInt32,
        rowsPerBlock: 100,
      },
    }),
  )

const block = (seconds: number): SessionEvent => ({ type: 'block.uploaded', at: second(seconds), count: 1 })

const start: SessionEvent = { type: 'start', at: second(1) }
const firstBlock = block(1)

/** The session on its way, one block uploaded. */
export const uploadingFrom = (record: SessionRecord): SessionRecord =>
  right(step(right(step(record, start)), firstBlock))

export const uploading = (id: string): SessionRecord => uploadingFrom(created(id))

/** Blocks at 64 times; played again, their clock is behind. */
export const blocks: ReadonlyArray<SessionEvent> = Array.from({ length: 64 }, (_, index) => block(2 + index))

/** An event that no uploading session takes. */
export const commit: SessionEvent = { type: 'commit', at: second(2) }

/** One thing that happens to one of many sessions. */
export interface Happening {
  readonly session: number
  readonly event: SessionEvent
}

const renewal: SessionEvent = {
  type: 'renew',
  at: second(3),
  dataUploadURI: 'https://upload.example/again?sig=y',
}
const jobs: SessionEvent = { type: 'job.completed', at: second(4), count: 1 }

/** Of twenty events fourteen are blocks, one renews, five are refused; none ends a session. */
const mixture: ReadonlyArray<SessionEvent> = [
  ...Array.from({ length: 14 }, (_, index) => block(5 + index)),
  renewal,
  commit,
  commit,
  jobs,
  jobs,
  { type: 'start', at: second(6) },
]

/** Numbers that look random and are the same every time: those of Lehmer, with the factor of Park and Miller. */
const draws = (): ((below: number) => number) => {
  let state = 1
  return (below) => {
    state = (state * 48_271) % maxInt32
    return state % below
  }
}

/** So many things that happen, to any of so many sessions. */
export const happenings = (count: number, sessions: number): ReadonlyArray<Happening> => {
  const draw = draws()
  return Array.from({ length: count }, () => ({
    session: draw(sessions),
    event: mixture[draw(mixture.length)] ?? commit,
  }))
}
