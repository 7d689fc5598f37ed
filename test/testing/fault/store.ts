// Faults in how sessions are stored and read; with an asynchronous store, also by overlapping calls.
import * as E from 'fp-ts/lib/Either.js'
import { done, type Outcome, type SessionSystem } from '../../../src/testing/index.js'
import { asyncImplementationOf, correct, implementationOf, type StoredUpload } from '../implementation.js'
import { type Faults, withParts } from './planted.js'

/** A store whose first read after a write gives the value before it. */
const stale = (): SessionSystem => {
  const old = new Map<string, StoredUpload>()
  let fresh = false
  return implementationOf({
    ...correct,
    save: (store, id, stored) => {
      const before = store.get(id)
      if (before !== undefined) old.set(id, before)
      store.set(id, stored)
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
    ...correct,
    save: (store, id, stored) => {
      const count = (writes.get(id) ?? 0) + 1
      writes.set(id, count)
      if (count % 5 !== 0) store.set(id, stored)
    },
  })
}

/** Sessions that share their blocks. */
const shared = (): SessionSystem => {
  const seen = new Map<string, string>()
  return implementationOf({
    ...correct,
    upload: (stored, block, at, move) => {
      const outcome = correct.upload({ ...stored, blocks: seen }, block, at, move)
      if (E.isRight(outcome)) for (const [id, content] of outcome.right.blocks) seen.set(id, content)
      return outcome
    },
  })
}

/** Serializes only the calls that `isSerialized` selects. */
const partlySerialized = (
  isSerialized: (name: 'uploadBlock' | 'commit' | 'cancel') => boolean,
): SessionSystem => {
  const slow = asyncImplementationOf('concurrent')
  let queue: Promise<unknown> = Promise.resolve()
  const serialize =
    <C>(run: (call: C) => Promise<Outcome>) =>
    (call: C): Promise<Outcome> => {
      const turn = queue.then(() => run(call))
      queue = turn
      return turn
    }
  return {
    ...slow,
    uploadBlock: isSerialized('uploadBlock') ? serialize(slow.uploadBlock) : slow.uploadBlock,
    commit: isSerialized('commit') ? serialize(slow.commit) : slow.commit,
    cancel: isSerialized('cancel') ? serialize(slow.cancel) : slow.cancel,
  }
}

export const store: Faults = {
  'a read after a write gives the value before it': stale,
  'every fifth change of a session is lost': forgetful,
  'sessions share the blocks that have arrived': shared,
  'the file name is not stored': withParts({
    begin: (id, at, { fileName: _, ...request }) => correct.begin(id, at, request),
  }),
  'the fields are returned in another order': withParts({
    begin: (id, at, request) =>
      correct.begin(
        id,
        at,
        request.fields == null ? request : { ...request, fields: request.fields.toReversed() },
      ),
  }),
  'a call returns the session before the change': () => {
    const system = implementationOf()
    return {
      ...system,
      cancel: (call) => {
        const before = system.get(call)
        const after = system.cancel(call)
        return after.type === 'done' ? before : after
      },
    }
  },
  'a refused call takes effect': () => {
    const system = implementationOf()
    return {
      ...system,
      commit: (call) => {
        const outcome = system.commit(call)
        if (outcome.type === 'refused') system.start?.(call)
        return outcome
      },
    }
  },
  'a block is lost if two arrive concurrently': () => asyncImplementationOf('concurrent'),
  'a commit does not wait for a cancel': () => partlySerialized((name) => name === 'uploadBlock'),
  'blocks do not wait for each other': () => partlySerialized((name) => name !== 'uploadBlock'),
  'a read returns the result of the last read': () => {
    const slow = asyncImplementationOf()
    const last = new Map<string, Outcome>()
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
  'a read returns the session before a cancellation that was completed': () => {
    const slow = asyncImplementationOf()
    let before: Outcome = done()
    return {
      ...slow,
      cancel: async (call) => {
        before = await slow.get(call)
        return slow.cancel(call)
      },
      get: async (call) => {
        const now = await slow.get(call)
        const last = before
        before = now
        return last.type === 'done' &&
          last.session !== null &&
          now.type === 'done' &&
          isSameSession(last, now)
          ? last
          : now
      },
    }
  },
}

const isSameSession = (first: Outcome, second: Outcome): boolean => idOf(first) === idOf(second)

const idOf = (outcome: Outcome): unknown =>
  outcome.type === 'done' &&
  typeof outcome.session === 'object' &&
  outcome.session !== null &&
  'id' in outcome.session
    ? outcome.session.id
    : undefined
