import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asyncSessionCommands, checkHistory, sessionCommands, sessionModel } from '../../src/testing/index.js'
import { faults } from './fault/index.js'
import { asyncImplementationOf, implementationOf } from './implementation.js'

const behaves = (makeSystem: typeof implementationOf, replayPath?: string) =>
  fc.property(sessionCommands(replayPath === undefined ? {} : { replayPath }), (commands) => {
    fc.modelRun(() => ({ model: sessionModel(), real: makeSystem() }), commands)
  })

const ignoresCancel = () => {
  const system = implementationOf()
  return { ...system, cancel: (call: Parameters<typeof system.cancel>[0]) => system.get(call) }
}

describe('commands of a model run', () => {
  it('pass on a correct synchronous implementation', () => {
    fc.assert(behaves(implementationOf), { numRuns: 500 })
  })

  it('pass on a correct asynchronous implementation', async () => {
    await fc.assert(
      fc.asyncProperty(asyncSessionCommands(), (commands) =>
        fc.asyncModelRun(() => ({ model: sessionModel(), real: asyncImplementationOf() }), commands),
      ),
      { numRuns: 200 },
    )
  })

  it('pass in any order of a scheduler', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), asyncSessionCommands(), (scheduler, commands) =>
        fc.scheduledModelRun(
          scheduler,
          () => ({ model: sessionModel(), real: asyncImplementationOf() }),
          commands,
        ),
      ),
      { numRuns: 100 },
    )
  })

  it('fail on a faulty implementation, with calls that reproduce the discrepancy', async () => {
    const { failed, counterexample, errorInstance } = fc.check(behaves(ignoresCancel), { seed: 3 })
    expect(failed).toBe(true)
    const printed = String(counterexample?.[0])
    const calls = new Function(`return [${printed}]`)()
    expect(await checkHistory(ignoresCancel(), { calls })).not.toBe(null)
    expect(String(errorInstance)).toContain('call:     { call: "cancel", session: 0')
    expect(String(errorInstance)).toContain('state is "Created"; expected "Cancelled"')
  })

  it('fail again with the replay path', () => {
    const first = fc.check(behaves(ignoresCancel), { seed: 3 })
    const replayPath = /replayPath="([^"]*)"/.exec(String(first.counterexample?.[0]))?.[1]
    const again = fc.check(behaves(ignoresCancel, replayPath), {
      seed: first.seed,
      path: first.counterexamplePath ?? '',
    })
    expect(again.failed).toBe(true)
    expect(again.numShrinks).toBe(0)
    expect(String(again.counterexample?.[0]).split('/*')[0]).toBe(
      String(first.counterexample?.[0]).split('/*')[0],
    )
  })

  it('name the asynchronous commands if the system is asynchronous', () => {
    const later = faults['blocks do not wait for each other']
    const { errorInstance } = fc.check(
      fc.property(sessionCommands(), (commands) => {
        // The cast stands for a caller in JavaScript, where no type rejects an asynchronous system.
        fc.modelRun(
          () => ({ model: sessionModel(), real: later?.() as ReturnType<typeof implementationOf> }),
          commands,
        )
      }),
    )
    expect(String(errorInstance)).toContain('asyncSessionCommands')
  })
})
