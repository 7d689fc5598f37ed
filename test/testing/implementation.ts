// The right implementation, in the memory of the process, in parts: a faulty one is the same with one part changed.
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { DateTimeOffset } from '../../src/codec/index.js'
import {
  explain,
  initialSession,
  type SessionEvent,
  type SessionRecord,
  step,
  toResource,
} from '../../src/machine/index.js'
import type { CreateSessionRequest } from '../../src/model/index.js'
import { type Answer, done, refused, type SessionSystem } from '../../src/testing/index.js'

/** A session as it is kept. */
export interface Kept {
  readonly record: SessionRecord
  /** The ids of the blocks that have arrived, and what is in each. */
  readonly blocks: ReadonlyMap<string, string>
}

interface Block {
  readonly id: string
  readonly content: string
  readonly dataUploadURI: string | null
}

export type Outcome = E.Either<string, Kept>

/** What an implementation is made of. */
export interface Parts {
  readonly begin: (id: string, at: DateTimeOffset, request: CreateSessionRequest) => Outcome
  /** The session after an event that is asked for once or again. */
  readonly move: (kept: Kept, event: SessionEvent) => Outcome
  /** The session after a block that comes once or again, by the moves of the implementation. */
  readonly upload: (kept: Kept, block: Block, at: DateTimeOffset, move: Parts['move']) => Outcome
  readonly newUri: (number: number, at: DateTimeOffset) => string
  /** What the store gives for a session: what it was given last. */
  readonly load: (store: ReadonlyMap<string, Kept>, id: string) => Kept | undefined
  readonly save: (store: Map<string, Kept>, id: string, kept: Kept) => void
  readonly tell: (kept: Kept) => unknown
}

const happened: Readonly<Partial<Record<SessionEvent['type'], ReadonlyArray<string>>>> = {
  start: ['uploading', 'uploaded', 'processing', 'completed'],
  commit: ['processing', 'completed'],
  fail: ['failed'],
  cancel: ['cancelled'],
}

const otherCommit = ({ context }: SessionRecord, event: SessionEvent): boolean =>
  event.type === 'commit' && event.totalJobCount !== undefined && event.totalJobCount !== context.jobs?.total

const move: Parts['move'] = (kept, event) => {
  const { record } = kept
  const outcome = step(record, event)
  if (E.isRight(outcome)) return E.right({ ...kept, record: outcome.right })
  const again = happened[event.type]?.includes(record.value) === true && !otherCommit(record, event)
  return again ? E.right(kept) : E.left(explain(outcome.left))
}

const begin: Parts['begin'] = (id, at, request) =>
  pipe(
    initialSession({ id, at, request }),
    E.bimap(
      (faults) => faults.map(({ message }) => message).join('; '),
      (record) => ({ record, blocks: new Map() }),
    ),
  )

const upload: Parts['upload'] = (kept, { id, content, dataUploadURI }, at, move) => {
  if (dataUploadURI !== kept.record.context.upload.dataUploadURI) return E.left('another upload URI')
  const before = kept.blocks.get(id)
  if (before !== undefined) return before === content ? E.right(kept) : E.left('a block with other bytes')
  return pipe(
    kept.record.value === 'created' ? move(kept, { type: 'start', at }) : E.right(kept),
    E.flatMap((begun) => move(begun, { type: 'block.uploaded', at, count: 1 })),
    E.map(({ record }) => ({ record, blocks: new Map(kept.blocks).set(id, content) })),
  )
}

/** The right parts. */
export const right: Parts = {
  begin,
  move,
  upload,
  newUri: (number, at) => `https://upload.example/${number}?se=${Number(at.slice(0, 4)) + 1}-01-01&sig=x`,
  load: (store, id) => store.get(id),
  save: (store, id, kept) => void store.set(id, kept),
  tell: ({ record }) => toResource(record),
}

type Change = (kept: Kept) => Outcome

type Uploaded = Parameters<SessionSystem['uploadBlock']>[0]

const blockOf = ({ blockId, content, dataUploadURI }: Uploaded): Block => ({
  id: blockId,
  content,
  dataUploadURI,
})

/** Who changes what: how a session is read and written is another question, which `change` answers. */
const operations = <A extends Answer | Promise<Answer>>(
  parts: Parts,
  uri: (at: DateTimeOffset) => string,
  change: (id: string, change: Change) => A,
): Omit<SessionSystem<A>, 'create' | 'get'> => ({
  clock: 'told',
  start: ({ id, at }) => change(id, (kept) => parts.move(kept, { type: 'start', at })),
  uploadBlock: (call) => change(call.id, (kept) => parts.upload(kept, blockOf(call), call.at, parts.move)),
  commit: ({ id, ...call }) => change(id, (kept) => parts.move(kept, { type: 'commit', ...call })),
  cancel: ({ id, at }) => change(id, (kept) => parts.move(kept, { type: 'cancel', at })),
  renew: ({ id, at }) =>
    change(id, (kept) => parts.move(kept, { type: 'renew', at, dataUploadURI: uri(at) })),
  completeJobs: ({ id, ...call }) =>
    change(id, (kept) => parts.move(kept, { type: 'job.completed', ...call })),
  fail: ({ id, ...call }) => change(id, (kept) => parts.move(kept, { type: 'fail', ...call })),
})

const missing = refused('there is no such session')

/** An implementation that answers at once. */
export const implementationOf = (parts: Parts = right): SessionSystem<Answer> => {
  const store = new Map<string, Kept>()
  let last = 0
  const uri = (at: DateTimeOffset) => parts.newUri(++last, at)
  const change = (id: string, to: Change): Answer => {
    const kept = parts.load(store, id)
    if (kept === undefined) return missing
    const outcome = to(kept)
    if (E.isLeft(outcome)) return refused(outcome.left)
    if (outcome.right !== kept) parts.save(store, id, outcome.right)
    return done(parts.tell(outcome.right))
  }
  return {
    ...operations(parts, uri, change),
    create: ({ request, at }) => {
      const id = `session-${++last}`
      const outcome = parts.begin(id, at, { dataUploadURI: uri(at), ...request })
      if (E.isLeft(outcome)) return refused(outcome.left)
      parts.save(store, id, outcome.right)
      return done(parts.tell(outcome.right))
    },
    get: ({ id }) => {
      const kept = parts.load(store, id)
      return kept === undefined ? missing : done(parts.tell(kept))
    },
  }
}

/** One at a time for each session, in the order in which they came; or all at once. */
export type Order = 'one by one' | 'all at once'

/** An implementation with a store that takes its time, as databases do, to read and to write. */
export const slowImplementationOf = (
  order: Order = 'one by one',
  parts: Parts = right,
): SessionSystem<Promise<Answer>> => {
  const store = new Map<string, Kept>()
  const queues = new Map<string, Promise<unknown>>()
  let last = 0
  const uri = (at: DateTimeOffset) => parts.newUri(++last, at)
  const inTurn = (id: string, run: () => Promise<Answer>): Promise<Answer> => {
    if (order === 'all at once') return run()
    const turn = (queues.get(id) ?? Promise.resolve()).then(run)
    queues.set(id, turn)
    return turn
  }
  const load = async (id: string) => parts.load(store, id)
  const save = async (id: string, kept: Kept) => parts.save(store, id, kept)
  const change = (id: string, to: Change): Promise<Answer> =>
    inTurn(id, async () => {
      const kept = await load(id)
      if (kept === undefined) return missing
      const outcome = to(kept)
      if (E.isLeft(outcome)) return refused(outcome.left)
      if (outcome.right !== kept) await save(id, outcome.right)
      return done(parts.tell(outcome.right))
    })
  return {
    ...operations(parts, uri, change),
    create: async ({ request, at }) => {
      const id = `session-${++last}`
      const outcome = parts.begin(id, at, { dataUploadURI: uri(at), ...request })
      if (E.isLeft(outcome)) return refused(outcome.left)
      await save(id, outcome.right)
      return done(parts.tell(outcome.right))
    },
    get: async ({ id }) => {
      const kept = await load(id)
      return kept === undefined ? missing : done(parts.tell(kept))
    },
  }
}
