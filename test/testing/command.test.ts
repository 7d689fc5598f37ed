import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asyncSessionCommands, checkHistory, sessionCommands, sessionModel } from '../../src/testing/index.js'
import { faults } from './fault/index.js'
import { implementationOf, slowImplementationOf } from './implementation.js'

const behaves = (makeSystem: typeof implementationOf, replayPath?: string) =>
  fc.property(sessionCommands(replayPath === undefined ? {} : { replayPath }), (commands) => {
    fc.modelRun(() => ({ model: sessionModel(), real: makeSystem() }), commands)
  })

const forgetsTimes = () => {
  const system = implementationOf()
  return { ...system, cancel: (call: Parameters<typeof system.cancel>[0]) => system.get(call) }
}

describe('commands of a model run', () => {
  it('pass on a right implementation that answers at once', () => {
    fc.assert(behaves(implementationOf), { numRuns: 500 })
  })

  it('pass on a right implementation that answers later', async () => {
    await fc.assert(
      fc.asyncProperty(asyncSessionCommands(), (commands) =>
        fc.asyncModelRun(() => ({ model: sessionModel(), real: slowImplementationOf() }), commands),
      ),
      { numRuns: 200 },
    )
  })

  it('pass however a scheduler orders them', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), asyncSessionCommands(), (scheduler, commands) =>
        fc.scheduledModelRun(
          scheduler,
          () => ({ model: sessionModel(), real: slowImplementationOf() }),
          commands,
        ),
      ),
      { numRuns: 100 },
    )
  })

  it('fail on a faulty one with a list of calls that shows the fault again', async () => {
    const { failed, counterexample, errorInstance } = fc.check(behaves(forgetsTimes), { seed: 3 })
    expect(failed).toBe(true)
    const printed = String(counterexample?.[0])
    const calls = new Function(`return [${printed}]`)()
    expect(await checkHistory(forgetsTimes(), { calls })).not.toBe(null)
    expect(String(errorInstance)).toContain('call:     { call: "cancel", session: 0')
    expect(String(errorInstance)).toContain('state is "Created"; expected "Cancelled"')
  })

  it('fail again along a replay path', () => {
    const first = fc.check(behaves(forgetsTimes), { seed: 3 })
    const replayPath = /replayPath="([^"]*)"/.exec(String(first.counterexample?.[0]))?.[1]
    const again = fc.check(behaves(forgetsTimes, replayPath), {
      seed: first.seed,
      path: first.counterexamplePath ?? '',
    })
    expect(again.failed).toBe(true)
    expect(again.numShrinks).toBe(0)
    expect(String(again.counterexample?.[0]).split('/*')[0]).toBe(
      String(first.counterexample?.[0]).split('/*')[0],
    )
  })

  it('say so where a system answers later than they can wait', () => {
    const later = faults['blocks do not wait for each other']
    const { errorInstance } = fc.check(
      fc.property(sessionCommands(), (commands) => {
        // The type of a system says whether it answers at once; JavaScript doesn't read types.
        fc.modelRun(
          () => ({ model: sessionModel(), real: later?.() as ReturnType<typeof implementationOf> }),
          commands,
        )
      }),
    )
    expect(String(errorInstance)).toContain('asyncSessionCommands')
  })
})
