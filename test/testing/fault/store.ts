// Faults in how sessions are kept, told and found again; in a store that takes its time, also by overlapping calls.
import * as E from 'fp-ts/lib/Either.js'
import { type Answer, done, type SessionSystem } from '../../../src/testing/index.js'
import { implementationOf, type Kept, right, slowImplementationOf } from '../implementation.js'
import { changed, type Faults } from './planted.js'

/** A store from which the first look after a write gives what was there before. */
const stale = (): SessionSystem => {
  const old = new Map<string, Kept>()
  let fresh = false
  return implementationOf({
    ...right,
    save: (store, id, kept) => {
      const before = store.get(id)
      if (before !== undefined) old.set(id, before)
      store.set(id, kept)
      fresh = true
    },
    load: (store, id) => {
      const seen = fresh ? (old.get(id) ?? store.get(id)) : store.get(id)
      fresh = false
      return seen
    },
  })
}

/** A store that loses every fifth change of a session. */
const forgetful = (): SessionSystem => {
  const writes = new Map<string, number>()
  return implementationOf({
    ...right,
    save: (store, id, kept) => {
      const count = (writes.get(id) ?? 0) + 1
      writes.set(id, count)
      if (count % 5 !== 0) store.set(id, kept)
    },
  })
}

/** Sessions that share what they know of blocks. */
const shared = (): SessionSystem => {
  const seen = new Map<string, string>()
  return implementationOf({
    ...right,
    upload: (kept, block, at, move) => {
      const outcome = right.upload({ ...kept, blocks: seen }, block, at, move)
      if (E.isRight(outcome)) for (const [id, content] of outcome.right.blocks) seen.set(id, content)
      return outcome
    },
  })
}

/** Calls wait for each other, but only those that `waits` says. */
const partlyOrdered = (waits: (name: 'uploadBlock' | 'commit' | 'cancel') => boolean): SessionSystem => {
  const slow = slowImplementationOf('all at once')
  let queue: Promise<unknown> = Promise.resolve()
  const inTurn =
    <C>(run: (call: C) => Promise<Answer>) =>
    (call: C): Promise<Answer> => {
      const turn = queue.then(() => run(call))
      queue = turn
      return turn
    }
  return {
    ...slow,
    uploadBlock: waits('uploadBlock') ? inTurn(slow.uploadBlock) : slow.uploadBlock,
    commit: waits('commit') ? inTurn(slow.commit) : slow.commit,
    cancel: waits('cancel') ? inTurn(slow.cancel) : slow.cancel,
  }
}

export const store: Faults = {
  'a read after a write gives what was there before': stale,
  'every fifth change of a session is lost': forgetful,
  'sessions share the blocks that have arrived': shared,
  'the name of the file is not kept': changed({
    begin: (id, at, { fileName: _, ...request }) => right.begin(id, at, request),
  }),
  'the fields come back in another order': changed({
    begin: (id, at, request) =>
      right.begin(
        id,
        at,
        request.fields == null ? request : { ...request, fields: request.fields.toReversed() },
      ),
  }),
  'the answer tells the session before the change': () => {
    const system = implementationOf()
    return {
      ...system,
      cancel: (call) => {
        const before = system.get(call)
        const after = system.cancel(call)
        return after.answer === 'done' ? before : after
      },
    }
  },
  'what was refused has happened all the same': () => {
    const system = implementationOf()
    return {
      ...system,
      commit: (call) => {
        const answer = system.commit(call)
        if (answer.answer === 'refused') system.start?.(call)
        return answer
      },
    }
  },
  'a block is lost where two arrive at once': () => slowImplementationOf('all at once'),
  'a commit does not wait for a cancel': () => partlyOrdered((name) => name === 'uploadBlock'),
  'blocks do not wait for each other': () => partlyOrdered((name) => name !== 'uploadBlock'),
  'a read may be as old as the last one': () => {
    const slow = slowImplementationOf()
    const last = new Map<string, Answer>()
    return {
      ...slow,
      get: async (call) => {
        const before = last.get(call.id)
        const now = await slow.get(call)
        last.set(call.id, now)
        return before ?? now
      },
    }
  },
  'a slow read overtakes the write it was asked for after': () => {
    const slow = slowImplementationOf()
    let before: Answer = done()
    return {
      ...slow,
      cancel: async (call) => {
        before = await slow.get(call)
        return slow.cancel(call)
      },
      get: async (call) => {
        const now = await slow.get(call)
        const told = before
        before = now
        return told.answer === 'done' && told.session !== null && now.answer === 'done' && isLast(told, now)
          ? told
          : now
      },
    }
  },
}

/** Whether two answers are of one session. */
const isLast = (first: Answer, second: Answer): boolean => idOf(first) === idOf(second)

const idOf = (answer: Answer): unknown =>
  answer.answer === 'done' &&
  typeof answer.session === 'object' &&
  answer.session !== null &&
  'id' in answer.session
    ? answer.session.id
    : undefined
