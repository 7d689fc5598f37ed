// Several sessions in one plan: what they share, and which entries are whose.
import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { issuesOf } from '../../src/codec/index.js'
import { step } from '../../src/machine/index.js'
import { type Intervention, isSessionEvent, outcomeOf, Plan, simulate } from '../../src/simulate/index.js'
import { left, right } from '../machine/records.js'
import { anyPlan } from './plans.js'

const constant = (value: number) => ({ distribution: 'constant', value }) as const

/** A session of two blocks of a megabyte; one alone takes 2 s of the link, which transfers a megabyte a second. */
const session = (startsAtSeconds = 0) => ({
  request: { totalBlockCount: 2, totalJobCount: 2 },
  blockBytes: 1e6,
  startsAtSeconds,
})

const planOf = (sessions: ReadonlyArray<object>, rest: object = {}): Plan =>
  right(
    Plan.decode({
      sessions,
      network: { bandwidth: '1 MB/s', latency: constant(0.1), parallelUploads: 2 },
      processing: { workers: 2, secondsPerJob: constant(5) },
      ...rest,
    }),
  )

const uploadsOf = (plan: Plan) => outcomeOf(plan).sessions.map(({ uploadSeconds }) => uploadSeconds)

describe('sessions of one plan', () => {
  it('share the link', () => {
    expect(uploadsOf(planOf([session()]))).toEqual([2.3])
    expect(uploadsOf(planOf([session(), session()]))).toEqual([4.3, 4.3])
    expect(uploadsOf(planOf([session(), session(100)]))).toEqual([2.3, 2.3])
  })

  it('share the workers, first come, first served', () => {
    const { sessions } = outcomeOf(planOf([session(), session(1)]))
    // Both workers do the first session’s two jobs, then the second’s.
    const [first, second] = sessions.map(({ completionSeconds }) => completionSeconds ?? 0)
    expect((second ?? 0) + 1 - (first ?? 0)).toBeCloseTo(5, 6)
  })

  it('share the requests that the service takes', () => {
    const limited = (count: number) =>
      outcomeOf(
        planOf(
          Array.from({ length: count }, () => ({
            request: { totalBlockCount: 40, totalJobCount: 0 },
            blockBytes: 1,
          })),
          { service: { requestsPerSecond: 2 } },
        ),
      ).completionSeconds ?? 0
    // 42 requests of each session, at two a second.
    expect(limited(1)).toBeGreaterThan(42 / 2 - 2)
    expect(limited(3)).toBeGreaterThan((3 * 42) / 2 - 2)
  })

  it('are created when their clients begin, with ids of their own', () => {
    const plan = planOf([session(), session(90)])
    const [first, second] = plan.sessions.map(({ session }) => session.context)
    expect(first?.timeline.creationDateTime).toBe('2026-01-01T00:00:00Z')
    expect(second?.timeline.creationDateTime).toBe('2026-01-01T00:01:30.000000Z')
    expect(first?.metadata.id).not.toBe(second?.metadata.id)
  })

  it('draw for themselves: another session changes nothing of the first where they share nothing', () => {
    const chance = {
      network: {
        throughput: { distribution: 'exponential', mean: 1 },
        latency: { distribution: 'exponential', mean: 1 },
      },
      processing: { workers: 100, secondsPerJob: { distribution: 'exponential', mean: 1 } },
      faults: [{ fault: 'lostRequest', rate: 0.2 }],
    }
    const alone = outcomeOf(planOf([session()], chance)).sessions
    const together = outcomeOf(planOf([session(), session(), session()], chance)).sessions
    expect(together[0]).toEqual(alone[0])
    expect(together[1]?.uploadSeconds).not.toBe(together[0]?.uploadSeconds)
  })

  it('crash together at a time, for their clients share a machine', () => {
    const crash = { fault: 'crash', atSeconds: 1, seconds: constant(3), memory: true }
    const crashed = [...simulate(planOf([session(), session()], { faults: [crash] }))].filter(
      ({ event }) => event.type === 'client.crashed',
    )
    expect(new Set(crashed.map(({ sessionId }) => sessionId)).size).toBe(2)
  })

  it('are all struck by an intervention, or the one that it names', () => {
    const intervene = (named: object): ReadonlyArray<string> => {
      const intervention: Intervention = { act: { type: 'cancel' }, atSeconds: 1, ...named }
      const sessions = ['a', 'b'].map((id) => ({ ...session(), id }))
      return outcomeOf(planOf(sessions, { interventions: [intervention] })).sessions.map(({ state }) => state)
    }
    expect(intervene({})).toEqual(['cancelled', 'cancelled'])
    expect(intervene({ session: 'b' })).toEqual(['completed', 'cancelled'])
  })
})

describe('any plans together', () => {
  it('have every entry with its session, which only its own events change', () => {
    fc.assert(
      fc.property(anyPlan(), anyPlan(), (plan, other) => {
        const [second] = other.sessions
        const { context } = second.session
        const metadata = { ...context.metadata, id: 'b' }
        const both: Plan = {
          ...plan,
          sessions: [
            plan.sessions[0],
            { ...second, session: { ...second.session, context: { ...context, metadata } } },
          ],
        }
        const records = new Map(
          both.sessions.map(({ session }) => [session.context.metadata.id ?? '', session]),
        )
        for (const { sessionId, event, outcome, session } of simulate(both)) {
          const before = records.get(sessionId)
          if (before === undefined) throw new Error(`${sessionId} is no session of the plan`)
          expect(outcome).toEqual(isSessionEvent(event) ? step(before, event) : E.right(before))
          records.set(sessionId, session)
        }
        const last = outcomeOf(both)
        for (const { id, state } of last.sessions) expect(records.get(id)?.value).toBe(state)
      }),
      { numRuns: 100 },
    )
  })
})

describe('a plan', () => {
  const messages = (document: object) =>
    issuesOf(left(Plan.decode(document))).map(({ path, message }) => [path, message])

  it('has one session or several, whose ids differ', () => {
    expect(messages({})).toEqual([['', 'a plan needs exactly one of session, sessions']])
    expect(messages({ sessions: [] })).toEqual([['/sessions', expect.stringMatching('at least one session')]])
    const twice = { request: { totalBlockCount: 1 }, id: 'a' }
    expect(messages({ sessions: [twice, twice] })).toEqual([
      ['/sessions/1', '"a" is the id of another session, too'],
    ])
  })

  it('has the bytes of every block, or of each', () => {
    const request = { totalBlockCount: 3 }
    expect(messages({ session: { request, blockBytes: [1, 2] } })).toEqual([
      ['/session/blockBytes', 'blockBytes has 2 values, but totalBlockCount is 3'],
    ])
    expect(messages({ sessions: [{ request, blockBytes: -1 }] })[0]?.[0]).toBe('/sessions/0/blockBytes')
  })

  it('has a bandwidth or a throughput', () => {
    const network = { bandwidth: 20, throughput: constant(1) }
    expect(messages({ session: session(), network })).toEqual([
      ['/network/throughput', 'a network has a bandwidth or a throughput; found both'],
    ])
    expect(messages({ session: session(), network: { bandwidth: '20 MiB' } })[0]).toEqual([
      '/network/bandwidth',
      expect.stringMatching('20 Mbit/s'),
    ])
  })

  it('shares a link of 20 Mbit/s by default where the bytes of blocks are known', () => {
    const networkOf = (source: object) => right(Plan.decode({ session: source })).network
    expect(networkOf(session())).toMatchObject({ bandwidth: '20 Mbit/s' })
    expect(networkOf(session())).not.toHaveProperty('throughput')
    expect(networkOf({ request: { totalBlockCount: 2 } })).not.toHaveProperty('bandwidth')
  })
})
