import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type CallTarget,
  type ConformanceReport,
  checkConformance,
  checkHistory,
  type History,
  refused,
  type SessionSystem,
} from '../../src/testing/index.js'
import { faults } from './fault/index.js'
import { asyncImplementationOf, implementationOf } from './implementation.js'

const lengthOf = ({ calls, clients = [] }: History): number => calls.length + clients.flat().length

/** The history in the text of a report, evaluated as if it were pasted into a test. */
const evaluateHistory = (text: string): History =>
  new Function(`return ${text.slice(0, text.indexOf('\n}\n') + 2)}`)()

const median = (values: ReadonlyArray<number>): number =>
  values.toSorted((first, second) => first - second)[values.length >> 1] ?? Number.NaN

describe('a planted fault', () => {
  const reports = new Map<string, ConformanceReport>()

  it.each(Object.entries(faults))('is found within 1,000 runs: %s', async (name, makeFaulty) => {
    const report = await checkConformance(makeFaulty)
    reports.set(name, report)
    expect(report.verdict).toBe('faulty')
    expect(report.runs).toBeLessThanOrEqual(1000)
    const { counterexample } = report
    expect(await checkHistory(makeFaulty(), evaluateHistory(counterexample?.text ?? ''))).toMatchObject({
      expected: counterexample?.expected,
      differences: counterexample?.differences,
    })
  })

  it('is one of at least thirty, with a median of at most six calls to show it', () => {
    const lengths = [...reports.values()].flatMap(({ counterexample }) =>
      counterexample === null ? [] : [lengthOf(counterexample.history)],
    )
    expect(lengths.length).toBe(Object.keys(faults).length)
    expect(lengths.length).toBeGreaterThanOrEqual(30)
    expect(median(lengths)).toBeLessThanOrEqual(6)
  })
})

/** Does a job with each read, and the rest when completeJobs waits for them. */
const autonomous = (): SessionSystem => {
  const { start: _start, fail: _fail, ...system } = implementationOf()
  const work = (call: CallTarget) => system.completeJobs?.({ ...call, count: 1 })
  return {
    ...system,
    clock: 'system',
    processing: 'autonomous',
    get: (call) => {
      const outcome = system.get(call)
      work(call)
      return outcome
    },
    completeJobs: (call) => {
      while (work(call)?.type === 'done');
      const outcome = system.get(call)
      const completed = JSON.stringify(outcome).includes('"state":"Completed"')
      return completed ? outcome : refused('it is not being processed')
    },
  }
}

const correctSystems: Readonly<Record<string, () => SessionSystem>> = {
  'that is synchronous': () => implementationOf(),
  'that is asynchronous': () => asyncImplementationOf(),
  'with its own clock': () => ({ ...implementationOf(), clock: 'system' }),
  'that processes by itself': autonomous,
}

describe('a correct implementation', () => {
  it.each(Object.entries(correctSystems))('%s is never reported as faulty', async (_, makeSystem) => {
    await fc.assert(
      fc.asyncProperty(fc.integer(), async (seed) => {
        const { counterexample } = await checkConformance(makeSystem(), { seed, numRuns: 200 })
        expect(counterexample?.text).toBe(undefined)
      }),
      { numRuns: 10, endOnFailure: true },
    )
  })

  it('is covered in every cell of the table by default', async () => {
    const { coverage } = await checkConformance(implementationOf())
    expect(coverage).toEqual({ cells: 49, reached: 49, missed: [], unreachable: [] })
  })
})

describe('a check', () => {
  it('gives the same report with the same seed', async () => {
    const makeFaulty = faults['a second cancel is refused']
    if (makeFaulty === undefined) throw new Error('there is no such fault')
    const [first, second] = [await checkConformance(makeFaulty), await checkConformance(makeFaulty)]
    expect(first).toEqual(second)
  })

  it('lists the cells that a system without some operations can’t reach', async () => {
    const { start: _start, fail: _fail, completeJobs: _jobs, ...rest } = implementationOf()
    const { verdict, coverage } = await checkConformance(rest)
    expect(verdict).toBe('conforms')
    expect(coverage.missed).toEqual([])
    expect(coverage.unreachable).toContainEqual({ state: 'failed', event: 'cancel' })
  })

  it('lists the overlapping calls if no order explains their outcomes', async () => {
    const { counterexample } = await checkConformance(() => asyncImplementationOf('concurrent'))
    expect(counterexample?.overlapping?.length).toBeGreaterThan(1)
    expect(counterexample?.text).toContain(
      'no order of the calls that overlapped explains all their outcomes:',
    )
  })

  it('reports a system that can’t be created as unusable', async () => {
    const { verdict, counterexample } = await checkConformance(() => {
      throw new Error('no database')
    })
    expect(verdict).toBe('unusable')
    expect(counterexample?.text).toContain('it threw no database')
  })

  it('runs `numRuns` histories and calls onRun after each', async () => {
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
