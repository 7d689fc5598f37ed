import { describe, expect, it } from 'vitest'
import {
  type Answer,
  checkConformance,
  done,
  refused,
  type SessionSystem,
  type Timer,
  unknownOutcome,
} from '../../src/testing/index.js'
import { implementationOf, slowImplementationOf } from './implementation.js'

/** Time flies: whatever has not answered by the next turn of the event loop has taken too long. */
const impatient: Timer = (_, run) => {
  const timeout = setTimeout(run, 0)
  return () => clearTimeout(timeout)
}

const check = (system: SessionSystem) =>
  checkConformance(() => system, { numRuns: 100, timeLimit: 250, timer: impatient })

// Adapters are written in JavaScript, too, where nothing holds them to the type.
const nonsense = (value: unknown): Answer => value as Answer

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
    ['answers nothing', () => nonsense(undefined), 'undefined, which is no answer'],
    ['answers a word', () => nonsense('ok'), '"ok", which is no answer'],
    ['answers something else', () => nonsense({ answer: 'yes' }), '{"answer":"yes"}, which is no answer'],
    ['answers later with nonsense', async () => nonsense(7), '7, which is no answer'],
    [
      'tells what it was sent and what came back',
      () => ({ answer: 'failed', sent: 'POST /commit', received: '502 Bad Gateway' }),
      '502 Bad Gateway, when sent POST /commit',
    ],
  ])('%s is reported as such, with the call', async (_, commit, received) => {
    const { verdict, counterexample } = await check({ ...implementationOf(), commit })
    expect(verdict).toBe('unusable')
    expect(counterexample?.text).toContain('call:     { call: "commit", session: ')
    expect(counterexample?.text).toContain(received)
    expect(counterexample?.text).toContain('sent')
  })

  it('hangs is asked no further', async () => {
    let asked = 0
    const { counterexample } = await check({
      ...implementationOf(),
      get: () => {
        asked += 1
        return new Promise(() => undefined)
      },
    })
    expect(asked).toBe(1)
    expect(counterexample?.history.calls.length).toBeGreaterThan(0)
  })

  it('hangs while others call is reported as such', async () => {
    const slow = slowImplementationOf()
    let underWay = 0
    const { verdict, counterexample } = await check({
      ...slow,
      uploadBlock: async (call) => {
        underWay += 1
        if (underWay > 1) return new Promise(() => undefined)
        const answer = await slow.uploadBlock(call)
        underWay -= 1
        return answer
      },
    })
    expect(verdict).toBe('unusable')
    expect(counterexample?.history.clients?.length).toBeGreaterThan(1)
    expect(counterexample?.text).toContain('nothing within 250 ms')
  })

  it.each<[string, unknown, string]>([
    ['a text', 'Created', 'Created'],
    ['a session with a count that is none', { id: 'a', totalBlockCount: '3' }, '/totalBlockCount'],
    ['an error page', { error: { code: 'internalServerError' } }, 'expected'],
  ])('tells %s for a session is found out', async (_, session, told) => {
    const { verdict, counterexample } = await check({ ...implementationOf(), create: () => done(session) })
    expect(verdict).not.toBe('conforms')
    expect(counterexample?.text).toContain(told)
  })

  it('tells what can’t even be read is reported as such', async () => {
    const session = {
      get state(): string {
        throw new Error('lost')
      },
    }
    const { verdict, counterexample } = await check({ ...implementationOf(), create: () => done(session) })
    expect(verdict).toBe('unusable')
    expect(counterexample?.text).toContain('read')
  })

  it('refuses to create what it must create is faulty', async () => {
    const { verdict, counterexample } = await check({ ...implementationOf(), create: () => refused('full') })
    expect(verdict).toBe('faulty')
    expect(counterexample?.history.calls).toHaveLength(1)
  })
})

describe('an answer that got lost', () => {
  /** Every third answer is lost, and the call with it or not. */
  const lossy = (happens: boolean, system = implementationOf()): SessionSystem => {
    let count = 0
    const losing =
      <C>(call: (request: C) => Answer) =>
      (request: C): Answer => {
        count += 1
        if (count % 3 !== 0) return call(request)
        if (happens) call(request)
        return unknownOutcome('the line went dead')
      }
    return {
      ...system,
      uploadBlock: losing(system.uploadBlock),
      commit: losing(system.commit),
      cancel: losing(system.cancel),
      renew: losing(system.renew),
    }
  }

  it('is no fault, whether the call happened or not', async () => {
    for (const happens of [true, false]) {
      const { counterexample } = await checkConformance(() => lossy(happens))
      expect(counterexample?.text).toBe(undefined)
    }
  })

  it('is no fault where the call happens only later', async () => {
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
          const answer = system.get(call)
          settle()
          return answer
        },
      }
    }
    const { counterexample } = await checkConformance(late)
    expect(counterexample?.text).toBe(undefined)
  })

  it('does not hide another fault', async () => {
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
