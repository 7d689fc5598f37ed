import { describe, expect, it } from 'vitest'
import {
  checkConformance,
  done,
  type Outcome,
  refused,
  type SessionSystem,
  type Timer,
  unknownOutcome,
} from '../../src/testing/index.js'
import { asyncImplementationOf, implementationOf } from './implementation.js'

/** Calls time out at the next turn of the event loop. */
const immediateTimer: Timer = (_, run) => {
  const timeout = setTimeout(run, 0)
  return () => clearTimeout(timeout)
}

const check = (system: SessionSystem) =>
  checkConformance(() => system, { numRuns: 100, timeLimit: 250, timer: immediateTimer })

// An adapter in JavaScript is not held to the type.
const nonsense = (value: unknown): Outcome => value as Outcome

describe('an adapter that', () => {
  it.each<[string, SessionSystem['commit'], string]>([
    [
      'throws',
      () => {
        throw new RangeError('no such row')
      },
      'the adapter threw RangeError: no such row',
    ],
    ['rejects', () => Promise.reject('gone'), 'the adapter threw "gone"'],
    ['hangs', () => new Promise(() => undefined), 'nothing within 250 ms'],
    ['returns nothing', () => nonsense(undefined), 'undefined, which is not an outcome'],
    ['returns a string', () => nonsense('ok'), '"ok", which is not an outcome'],
    ['returns another object', () => nonsense({ type: 'yes' }), '{"type":"yes"}, which is not an outcome'],
    ['resolves to nonsense', async () => nonsense(7), '7, which is not an outcome'],
    [
      'reports a failed request',
      () => ({ type: 'failed', sent: 'POST /commit', received: '502 Bad Gateway' }),
      '502 Bad Gateway, when sent POST /commit',
    ],
  ])('%s is reported as unusable, with the call', async (_, commit, received) => {
    const { verdict, counterexample } = await check({ ...implementationOf(), commit })
    expect(verdict).toBe('unusable')
    expect(counterexample?.text).toContain('call:     { call: "commit", session: ')
    expect(counterexample?.text).toContain(received)
    expect(counterexample?.text).toContain('sent')
  })

  it('hangs is not called again', async () => {
    let calls = 0
    const { counterexample } = await check({
      ...implementationOf(),
      get: () => {
        calls += 1
        return new Promise(() => undefined)
      },
    })
    expect(calls).toBe(1)
    expect(counterexample?.history.calls.length).toBeGreaterThan(0)
  })

  it('hangs in overlapping calls is reported as unusable', async () => {
    const slow = asyncImplementationOf()
    let pending = 0
    const { verdict, counterexample } = await check({
      ...slow,
      uploadBlock: async (call) => {
        pending += 1
        if (pending > 1) return new Promise(() => undefined)
        const outcome = await slow.uploadBlock(call)
        pending -= 1
        return outcome
      },
    })
    expect(verdict).toBe('unusable')
    expect(counterexample?.history.clients?.length).toBeGreaterThan(1)
    expect(counterexample?.text).toContain('nothing within 250 ms')
  })

  it.each<[string, unknown, string]>([
    ['a text', 'Created', 'Created'],
    ['a session with an invalid count', { id: 'a', totalBlockCount: '3' }, '/totalBlockCount'],
    ['an error page', { error: { code: 'internalServerError' } }, 'expected'],
  ])('returns %s in place of a session does not conform', async (_, session, reported) => {
    const { verdict, counterexample } = await check({ ...implementationOf(), create: () => done(session) })
    expect(verdict).not.toBe('conforms')
    expect(counterexample?.text).toContain(reported)
  })

  it('returns a session that can’t be read is reported as unusable', async () => {
    const session = {
      get state(): string {
        throw new Error('lost')
      },
    }
    const { verdict, counterexample } = await check({ ...implementationOf(), create: () => done(session) })
    expect(verdict).toBe('unusable')
    expect(counterexample?.text).toContain('read')
  })

  it('refuses a valid create request is faulty', async () => {
    const { verdict, counterexample } = await check({ ...implementationOf(), create: () => refused('full') })
    expect(verdict).toBe('faulty')
    expect(counterexample?.history.calls).toHaveLength(1)
  })
})

describe('an unknown outcome', () => {
  /** Loses every third response; `happens` says whether the call takes effect. */
  const lossy = (happens: boolean, system = implementationOf()): SessionSystem => {
    let count = 0
    const losing =
      <C>(call: (request: C) => Outcome) =>
      (request: C): Outcome => {
        count += 1
        if (count % 3 !== 0) return call(request)
        if (happens) call(request)
        return unknownOutcome('the connection was lost')
      }
    return {
      ...system,
      uploadBlock: losing(system.uploadBlock),
      commit: losing(system.commit),
      cancel: losing(system.cancel),
      renew: losing(system.renew),
    }
  }

  it('is no discrepancy, whether the call took effect or not', async () => {
    for (const happens of [true, false]) {
      const { counterexample } = await checkConformance(() => lossy(happens))
      expect(counterexample?.text).toBe(undefined)
    }
  })

  it('is no discrepancy if the call takes effect later', async () => {
    const late = (): SessionSystem => {
      const system = implementationOf()
      let pending: (() => unknown) | undefined
      const settle = () => {
        pending?.()
        pending = undefined
      }
      return {
        ...system,
        cancel: (call) => {
          pending = () => system.cancel(call)
          return unknownOutcome('too slow')
        },
        get: (call) => {
          const outcome = system.get(call)
          settle()
          return outcome
        },
      }
    }
    const { counterexample } = await checkConformance(late)
    expect(counterexample?.text).toBe(undefined)
  })

  it('does not hide a discrepancy', async () => {
    const faulty = implementationOf()
    const { verdict } = await checkConformance(() =>
      lossy(true, {
        ...faulty,
        cancel: (call) => faulty.fail?.({ ...call, error: { code: 'x' } }) ?? done(),
      }),
    )
    expect(verdict).toBe('faulty')
  })
})
