import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createMemoryStore } from '../../src/service/index.js'
import {
  type ConformanceReport,
  checkConformance,
  checkHistory,
  type History,
  refused,
  type SessionSystem,
  type Target,
} from '../../src/testing/index.js'
import { faults } from './fault/index.js'
import { implementationOf, slowImplementationOf } from './implementation.js'
import { serviceSystem } from './serviceSystem.js'

const lengthOf = ({ calls, clients = [] }: History): number => calls.length + clients.flat().length

/** A history as it stands in a report, read back as a test would have it. */
const pasted = (text: string): History => new Function(`return ${text.slice(0, text.indexOf('\n}\n') + 2)}`)()

const median = (values: ReadonlyArray<number>): number =>
  values.toSorted((first, second) => first - second)[values.length >> 1] ?? Number.NaN

describe('a service', () => {
  it('conforms that ignores what it computes in a create request, and starts a session without blocks by itself', async () => {
    const system = serviceSystem(createMemoryStore())
    const { counterexample, runs } = await checkConformance(system, { numRuns: 300 })
    expect(counterexample?.text).toBe(undefined)
    expect(runs).toBe(300)
  })
})

describe('a planted fault', () => {
  const reports = new Map<string, ConformanceReport>()

  it.each(Object.entries(faults))('is found in 1,000 runs: %s', async (name, makeFaulty) => {
    const report = await checkConformance(makeFaulty)
    reports.set(name, report)
    expect(report.verdict).toBe('faulty')
    expect(report.runs).toBeLessThanOrEqual(1000)
    const { counterexample } = report
    expect(await checkHistory(makeFaulty(), pasted(counterexample?.text ?? ''))).toMatchObject({
      expected: counterexample?.expected,
      differences: counterexample?.differences,
    })
  })

  it('is one of at least thirty, and shown by at most six calls, half of them and more', () => {
    const lengths = [...reports.values()].flatMap(({ counterexample }) =>
      counterexample === null ? [] : [lengthOf(counterexample.history)],
    )
    expect(lengths.length).toBe(Object.keys(faults).length)
    expect(lengths.length).toBeGreaterThanOrEqual(30)
    expect(median(lengths)).toBeLessThanOrEqual(6)
  })
})

/** Does a job whenever it is read, and the rest when it is waited for. */
const selfWorking = (): SessionSystem => {
  const { start: _start, fail: _fail, ...system } = implementationOf()
  const work = (call: Target) => system.completeJobs?.({ ...call, count: 1 })
  return {
    ...system,
    clock: 'own',
    processing: 'own',
    get: (call) => {
      const answer = system.get(call)
      work(call)
      return answer
    },
    completeJobs: (call) => {
      while (work(call)?.answer === 'done');
      const answer = system.get(call)
      const completed = JSON.stringify(answer).includes('"state":"Completed"')
      return completed ? answer : refused('it is not being processed')
    },
  }
}

const rightOnes: Readonly<Record<string, () => SessionSystem>> = {
  'that answers at once': () => implementationOf(),
  'that takes its time': () => slowImplementationOf(),
  'whose clock is taken for its own': () => ({ ...implementationOf(), clock: 'own' }),
  'that does all its jobs by itself': selfWorking,
}

describe('a right implementation', () => {
  it.each(Object.entries(rightOnes))('%s is never blamed', async (_, makeSystem) => {
    await fc.assert(
      fc.asyncProperty(fc.integer(), async (seed) => {
        const { counterexample } = await checkConformance(makeSystem(), { seed, numRuns: 200 })
        expect(counterexample?.text).toBe(undefined)
      }),
      { numRuns: 10, endOnFailure: true },
    )
  })

  it('is taken through every cell of the table in a default run', async () => {
    const { coverage } = await checkConformance(implementationOf())
    expect(coverage).toEqual({ cells: 49, reached: 49, missed: [], unreachable: [] })
  })
})

describe('a check', () => {
  it('finds the same with the same seed', async () => {
    const makeFaulty = faults['a second cancel is refused']
    if (makeFaulty === undefined) throw new Error('the fault is gone')
    const [first, second] = [await checkConformance(makeFaulty), await checkConformance(makeFaulty)]
    expect(first).toEqual(second)
  })

  it('tells which cells no call can reach, for a system without some operations', async () => {
    const { start: _start, fail: _fail, completeJobs: _jobs, ...rest } = implementationOf()
    const { verdict, coverage } = await checkConformance(rest)
    expect(verdict).toBe('conforms')
    expect(coverage.missed).toEqual([])
    expect(coverage.unreachable).toContainEqual({ state: 'failed', event: 'cancel' })
  })

  it('tells the answers of calls that overlapped, where no order explains them', async () => {
    const { counterexample } = await checkConformance(() => slowImplementationOf('all at once'))
    expect(counterexample?.together?.length).toBeGreaterThan(1)
    expect(counterexample?.text).toContain(
      'no order of the calls that overlapped explains all their answers:',
    )
  })

  it('says so where no system can be made', async () => {
    const { verdict, counterexample } = await checkConformance(() => {
      throw new Error('no database')
    })
    expect(verdict).toBe('unusable')
    expect(counterexample?.text).toContain('it threw no database')
  })

  it('runs as often as it is told, and tells whoever watches', async () => {
    let last = 0
    const report = await checkConformance(implementationOf(), {
      numRuns: 7,
      onRun: (runs) => {
        last = runs
      },
    })
    expect([report.runs, last]).toEqual([7, 7])
  })
})
