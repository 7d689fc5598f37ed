// How fast an implementation in memory is checked, beside what fast-check's model runs cost without a model.
import * as fc from 'fast-check'
import type { DateTimeOffset } from '../src/codec/index.js'
import { ExactMatchSession } from '../src/model/index.js'
import {
  type Call,
  checkConformance,
  type Outcome,
  type SessionSystem,
  sessionCall,
  sessionCommands,
  sessionModel,
} from '../src/testing/index.js'
import { implementationOf } from '../test/testing/implementation.js'
import { race } from './runner/race.js'
import { ratio, type Subject, typical } from './runner/subject.js'

const runs = { seed: 1, numRuns: 200 }
const lengths = { maxCommands: 30, size: 'max' } as const

// The bench stands still in time; the implementation asks for nothing but a timestamp.
const at = '2026-01-05T09:00:00Z' as DateTimeOffset

/** A system, and the session that was created last: all that a command without a model knows. */
interface Bare {
  readonly system: SessionSystem<Outcome>
  id: string
  dataUploadURI: string | null
}

/** Calls, and looks at nothing but whom to call next. */
const put = (bare: Bare, call: Call): unknown => {
  const { system, id, dataUploadURI } = bare
  switch (call.call) {
    case 'create': {
      const answer = system.create({ request: call.request, at })
      if (answer.type !== 'done' || !ExactMatchSession.is(answer.session)) return answer
      bare.id = answer.session.id ?? ''
      bare.dataUploadURI = answer.session.dataUploadURI ?? null
      return answer
    }
    case 'uploadBlock':
      return system.uploadBlock({
        id,
        at,
        dataUploadURI,
        blockId: `block-${call.block}`,
        content: call.content,
      })
    case 'completeJobs':
      return system.completeJobs?.({ id, at, count: call.count })
    case 'fail':
      return system.fail?.({ id, at, error: call.error })
    case 'start':
      return system.start?.({ id, at })
    default:
      return system[call.call]({ id, at })
  }
}

/** Makes so many model runs of one kind; gives how many commands ran. */
const modelRuns = <M extends object, R>(
  commands: fc.Arbitrary<Iterable<fc.Command<M, R>>>,
  setup: () => { readonly model: M; readonly real: R },
): void =>
  fc.assert(
    fc.property(commands, (all) => fc.modelRun(setup, all)),
    runs,
  )

let count = 0

const withoutModel = sessionCall().map(
  (call): fc.Command<object, Bare> => ({
    check: () => true,
    run: (_, bare) => {
      count += 1
      put(bare, call)
    },
    toString: () => call.call,
  }),
)

const withoutCalls = sessionCall().map(
  (call): fc.Command<object, object> => ({
    check: () => true,
    run: () => {
      count += 1
    },
    toString: () => call.call,
  }),
)

const constant = fc.constant<fc.Command<object, object>>({
  check: () => true,
  run: () => {
    count += 1
  },
  toString: () => 'nothing',
})

const bare = (): Bare => ({ system: implementationOf(), id: '', dataUploadURI: null })

const ways = {
  checkConformance: async () => {
    count += (await checkConformance(implementationOf, runs)).calls
  },
  'modelRun with sessionCommands': () => {
    const models: Array<ReturnType<typeof sessionModel>> = []
    modelRuns(sessionCommands(), () => {
      const model = sessionModel()
      models.push(model)
      return { model, real: implementationOf() }
    })
    for (const { calls } of models) count += calls.length
  },
  'modelRun, the same calls and no model': () =>
    modelRuns(fc.commands([withoutModel], lengths), () => ({ model: {}, real: bare() })),
  'modelRun, no calls and no model': () =>
    modelRuns(fc.commands([withoutCalls], lengths), () => ({ model: {}, real: {} })),
  'modelRun of a constant': () =>
    modelRuns(fc.commands([constant], lengths), () => ({ model: {}, real: {} })),
} as const satisfies Readonly<Record<string, () => void | Promise<void>>>

const contenders = []
for (const [name, run] of Object.entries(ways)) {
  count = 0
  await run()
  // The seed is always the same one, and so is the number of commands.
  contenders.push({ name, run, units: count })
}

const measure = 'one call'

export const subject: Subject = {
  title: 'Conformance',
  says:
    'The time for one call of a history: made up, put to an implementation in memory, judged by the model; and what ' +
    'fast-check’s own model runs take for one command without a model.',
  measures: [race(measure, contenders, { rounds: 60, turn: 5 })],
  goals: [
    {
      says: 'calls a second, on one core',
      figure: (taken) => 1e9 / typical(measure, 'checkConformance')(taken),
      as: 'per second',
      atLeast: 20_000,
    },
    {
      says: 'the speed of bare model runs that make the same calls',
      figure: ratio(measure, 'modelRun, the same calls and no model', 'checkConformance'),
      as: '×',
      atLeast: 0.5,
    },
    {
      says: 'the speed of bare model runs that make no calls',
      figure: ratio(measure, 'modelRun, no calls and no model', 'checkConformance'),
      as: '×',
      atLeast: 0.5,
    },
  ],
}
