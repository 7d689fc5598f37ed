// How fast an implementation in memory is checked, beside the model runs of fast-check itself.
import * as fc from 'fast-check'
import { DateTimeOffset } from '../src/codec/index.js'
import { ExactMatchSession } from '../src/model/index.js'
import {
  type Call,
  checkConformance,
  type Outcome,
  type SessionSystem,
  sessionCall,
} from '../src/testing/index.js'
import { implementationOf } from '../test/testing/implementation.js'
import { race } from './runner/race.js'
import type { Subject } from './runner/subject.js'

const runs = { seed: 1, numRuns: 200 }

let count = 0

const at = DateTimeOffset.of('2026-01-05T09:00:00Z')

/** Puts a call without a model; `session` is the one that was created last. */
const put = (
  system: SessionSystem<Outcome>,
  session: { id: string; dataUploadURI: string | null },
  call: Call,
) => {
  const weakest = { request: { totalBlockCount: 1 }, content: '', count: 1, error: {} }
  const input = { ...weakest, ...call, ...session, at, blockId: `block-${'block' in call ? call.block : 0}` }
  const outcome = system[call.call]?.(input)
  if (call.call !== 'create' || outcome?.type !== 'done' || !ExactMatchSession.is(outcome.session)) return
  session.id = outcome.session.id ?? ''
  session.dataUploadURI = outcome.session.dataUploadURI ?? null
}

type Bare = Parameters<typeof put>

const commandsThat = (act: (...bare: Bare) => void) => (): void => {
  const commands = sessionCall().map((call) => ({
    check: () => true,
    run: (_: object, [system, session]: readonly [Bare[0], Bare[1]]) => {
      count += 1
      act(system, session, call)
    },
    toString: () => call.call,
  }))
  const newRun = () => ({ model: {}, real: [implementationOf(), { id: '', dataUploadURI: null }] as const })
  const property = fc.property(fc.commands([commands], { maxCommands: 30, size: 'max' }), (all) =>
    fc.modelRun(newRun, all),
  )
  fc.assert(property, runs)
}

const [checked, called, idle] = ['checkConformance', 'model runs without a model', 'model runs without calls']

const ways: Readonly<Record<string, () => void | Promise<void>>> = {
  [checked]: async () => {
    count += (await checkConformance(implementationOf, runs)).calls
  },
  [called]: commandsThat(put),
  [idle]: commandsThat(() => undefined),
}

const contenders: Record<string, { units: number; run: () => unknown }> = {}
for (const [name, run] of Object.entries(ways)) {
  count = 0
  await run()
  // The seed is always the same, and so is the number of calls.
  contenders[name] = { units: count, run }
}

const call = 'one call'

export const subject: Subject = {
  title: 'Conformance',
  description: 'One call of a random history: generated, sent to an implementation in memory, judged.',
  measures: [race(call, contenders, { rounds: 60, turn: 5 })],
  goals: [
    { measure: call, contender: called, against: checked, atLeast: 0.5 },
    { measure: call, contender: idle, against: checked, atLeast: 0.5 },
  ],
}
