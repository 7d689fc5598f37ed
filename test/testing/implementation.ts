// A correct implementation in memory, in parts; a faulty one has one part replaced.
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
import {
  type Awaitable,
  type BlockUpload,
  done,
  type Outcome,
  refused,
  type SessionSystem,
} from '../../src/testing/index.js'

/** A session in the store. */
export interface StoredUpload {
  readonly record: SessionRecord
  /** The content of the blocks that have arrived, by id. */
  readonly blocks: ReadonlyMap<string, string>
}

type Block = Pick<BlockUpload, 'id' | 'content' | 'dataUploadURI'>

export type Change = E.Either<string, StoredUpload>

/** The parts of an implementation. */
export interface Parts {
  readonly begin: (id: string, at: DateTimeOffset, request: CreateSessionRequest) => Change
  /** The session after an event, or after its retry. */
  readonly move: (stored: StoredUpload, event: SessionEvent) => Change
  /** The session after a block, or after its retry; `move` is the one of the implementation. */
  readonly upload: (stored: StoredUpload, block: Block, at: DateTimeOffset, move: Parts['move']) => Change
  readonly newUri: (number: number, at: DateTimeOffset) => string
  /** Reads the session from the store, as it was saved last. */
  readonly load: (store: ReadonlyMap<string, StoredUpload>, id: string) => StoredUpload | undefined
  readonly save: (store: Map<string, StoredUpload>, id: string, stored: StoredUpload) => void
  readonly toJson: (stored: StoredUpload) => unknown
}

const statesAfter: Readonly<Partial<Record<SessionEvent['type'], ReadonlyArray<string>>>> = {
  start: ['uploading', 'uploaded', 'processing', 'completed'],
  commit: ['processing', 'completed'],
  fail: ['failed'],
  cancel: ['cancelled'],
}

const isOtherCommit = ({ context }: SessionRecord, event: SessionEvent): boolean =>
  event.type === 'commit' && event.totalJobCount !== undefined && event.totalJobCount !== context.jobs?.total

const move: Parts['move'] = (stored, event) => {
  const { record } = stored
  const outcome = step(record, event)
  if (E.isRight(outcome)) return E.right({ ...stored, record: outcome.right })
  const isRetry = statesAfter[event.type]?.includes(record.value) === true && !isOtherCommit(record, event)
  return isRetry ? E.right(stored) : E.left(explain(outcome.left))
}

const begin: Parts['begin'] = (id, at, request) =>
  pipe(
    initialSession({ id, at, request }),
    E.bimap(
      (issues) => issues.map(({ message }) => message).join('; '),
      (record) => ({ record, blocks: new Map() }),
    ),
  )

const upload: Parts['upload'] = (stored, { id, content, dataUploadURI }, at, move) => {
  if (dataUploadURI !== stored.record.context.upload.dataUploadURI) return E.left('another upload URI')
  const before = stored.blocks.get(id)
  if (before !== undefined) return before === content ? E.right(stored) : E.left('a block with other bytes')
  return pipe(
    stored.record.value === 'created' ? move(stored, { type: 'start', at }) : E.right(stored),
    E.flatMap((started) => move(started, { type: 'block.uploaded', at, count: 1 })),
    E.map(({ record }) => ({ record, blocks: new Map(stored.blocks).set(id, content) })),
  )
}

/** The correct parts. */
export const correct: Parts = {
  begin,
  move,
  upload,
  newUri: (number, at) => `https://upload.example/${number}?se=${Number(at.slice(0, 4)) + 1}-01-01&sig=x`,
  load: (store, id) => store.get(id),
  save: (store, id, stored) => void store.set(id, stored),
  toJson: ({ record }) => toResource(record),
}

type Decide = (stored: StoredUpload) => Change

const blockOf = ({ blockId, content, dataUploadURI }: BlockUpload): Block => ({
  id: blockId,
  content,
  dataUploadURI,
})

/** The operations that change a session; `change` reads and writes it. */
const operations = <A extends Awaitable<Outcome>>(
  parts: Parts,
  uri: (at: DateTimeOffset) => string,
  change: (id: string, decide: Decide) => A,
): Omit<SessionSystem<A>, 'create' | 'get'> => ({
  clock: 'injected',
  start: ({ id, at }) => change(id, (stored) => parts.move(stored, { type: 'start', at })),
  uploadBlock: (call) =>
    change(call.id, (stored) => parts.upload(stored, blockOf(call), call.at, parts.move)),
  commit: ({ id, ...call }) => change(id, (stored) => parts.move(stored, { type: 'commit', ...call })),
  cancel: ({ id, at }) => change(id, (stored) => parts.move(stored, { type: 'cancel', at })),
  renew: ({ id, at }) =>
    change(id, (stored) => parts.move(stored, { type: 'renew', at, dataUploadURI: uri(at) })),
  completeJobs: ({ id, ...call }) =>
    change(id, (stored) => parts.move(stored, { type: 'job.completed', ...call })),
  fail: ({ id, ...call }) => change(id, (stored) => parts.move(stored, { type: 'fail', ...call })),
})

const missing = refused('there is no such session')

/** A synchronous implementation. */
export const implementationOf = (parts: Parts = correct): SessionSystem<Outcome> => {
  const store = new Map<string, StoredUpload>()
  let last = 0
  const uri = (at: DateTimeOffset) => parts.newUri(++last, at)
  const change = (id: string, decide: Decide): Outcome => {
    const stored = parts.load(store, id)
    if (stored === undefined) return missing
    const outcome = decide(stored)
    if (E.isLeft(outcome)) return refused(outcome.left)
    if (outcome.right !== stored) parts.save(store, id, outcome.right)
    return done(parts.toJson(outcome.right))
  }
  return {
    ...operations(parts, uri, change),
    create: ({ request, at }) => {
      const id = `session-${++last}`
      const outcome = parts.begin(id, at, { dataUploadURI: uri(at), ...request })
      if (E.isLeft(outcome)) return refused(outcome.left)
      parts.save(store, id, outcome.right)
      return done(parts.toJson(outcome.right))
    },
    get: ({ id }) => {
      const stored = parts.load(store, id)
      return stored === undefined ? missing : done(parts.toJson(stored))
    },
  }
}

/** Whether the calls to a session are serialized. */
export type Order = 'serialized' | 'concurrent'

/** An implementation with an asynchronous store. */
export const asyncImplementationOf = (
  order: Order = 'serialized',
  parts: Parts = correct,
): SessionSystem<Promise<Outcome>> => {
  const store = new Map<string, StoredUpload>()
  const queues = new Map<string, Promise<unknown>>()
  let last = 0
  const uri = (at: DateTimeOffset) => parts.newUri(++last, at)
  const serialize = (id: string, run: () => Promise<Outcome>): Promise<Outcome> => {
    if (order === 'concurrent') return run()
    const turn = (queues.get(id) ?? Promise.resolve()).then(run)
    queues.set(id, turn)
    return turn
  }
  const load = async (id: string) => parts.load(store, id)
  const save = async (id: string, stored: StoredUpload) => parts.save(store, id, stored)
  const change = (id: string, decide: Decide): Promise<Outcome> =>
    serialize(id, async () => {
      const stored = await load(id)
      if (stored === undefined) return missing
      const outcome = decide(stored)
      if (E.isLeft(outcome)) return refused(outcome.left)
      if (outcome.right !== stored) await save(id, outcome.right)
      return done(parts.toJson(outcome.right))
    })
  return {
    ...operations(parts, uri, change),
    create: async ({ request, at }) => {
      const id = `session-${++last}`
      const outcome = parts.begin(id, at, { dataUploadURI: uri(at), ...request })
      if (E.isLeft(outcome)) return refused(outcome.left)
      await save(id, outcome.right)
      return done(parts.toJson(outcome.right))
    },
    get: async ({ id }) => {
      const stored = await load(id)
      return stored === undefined ? missing : done(parts.toJson(stored))
    },
  }
}
