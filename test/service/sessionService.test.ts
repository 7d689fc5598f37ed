import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { historyViolationsOf, violationsOf } from '../../src/model/index.js'
import { createMemoryStore } from '../../src/service/index.js'
import { createSessionRequest } from '../../src/testing/index.js'
import { right } from './outcome.js'
import { serviceOver } from './service.js'
import { createIn, useCaseCalls } from './useCaseCalls.js'

describe('any sequence of use cases', () => {
  it('violates no invariant, counts each block once, and returns the session as it is stored', async () => {
    await fc.assert(
      fc.asyncProperty(createSessionRequest({ maxCount: 8 }), useCaseCalls, async (request, sequence) => {
        const service = serviceOver(createMemoryStore())
        const { created, key } = await createIn(service, request)
        let before = created
        const uploaded = new Set<string>()
        for (const { blocks: sent, send } of sequence) {
          const outcome = await send(service, key)()
          const after = await right(service.get(key))
          if (E.isLeft(outcome)) expect(after).toEqual(before)
          else expect(after).toEqual(outcome.right)
          expect(after.revision > before.revision).toBe(
            JSON.stringify(after.session) !== JSON.stringify(before.session),
          )
          if (E.isRight(outcome)) for (const { id } of sent) uploaded.add(id)
          expect(violationsOf(after.session)).toEqual([])
          expect(historyViolationsOf(before.session, after.session)).toEqual([])
          expect(after.session.remainingBlockCount).toBe(request.totalBlockCount - uploaded.size)
          before = after
        }
      }),
      { numRuns: 500 },
    )
  })

  it('has the same result when each idempotent call is repeated, also where it is refused', async () => {
    await fc.assert(
      fc.asyncProperty(createSessionRequest({ maxCount: 8 }), useCaseCalls, async (request, sequence) => {
        const service = serviceOver(createMemoryStore())
        const { key } = await createIn(service, request)
        for (const { isIdempotent, send } of sequence) {
          const first = await send(service, key)()
          if (!isIdempotent) continue
          const second = await send(service, key)()
          if (E.isRight(first)) expect(second).toEqual(first)
          else expect(second).toMatchObject({ left: { code: first.left.code } })
        }
      }),
      { numRuns: 500 },
    )
  })
})
