// What the service allows: requests a second, the life of its upload URIs, workers; and when it is out.
import { describe, expect, it } from 'vitest'
import { outcomeOf, Plan, simulate, type TraceEntry } from '../../src/simulate/index.js'
import { right } from '../machine/records.js'

const constant = (value: number) => ({ distribution: 'constant', value }) as const

const secondsOf = ({ at }: TraceEntry): number => (Date.parse(at) - Date.parse('2026-01-01T00:00:00Z')) / 1000

const network = { throughput: constant(100), latency: constant(0.01), parallelUploads: 16 }

const planWith = (rest: object): Plan =>
  right(Plan.decode({ session: { request: { totalBlockCount: 100, totalJobCount: 0 } }, network, ...rest }))

const entriesOf = (plan: Plan, type: TraceEntry['event']['type']): ReadonlyArray<TraceEntry> =>
  [...simulate(plan)].filter(({ event }) => event.type === type)

describe('a limit of requests a second', () => {
  const limited = planWith({ service: { requestsPerSecond: 5 } })

  it('lets through no more in any second than in the first, and what the limit allows', () => {
    const taken = [...simulate(limited)]
      .filter(({ event }) => ['start', 'block.uploaded', 'commit'].includes(event.type))
      .map(secondsOf)
    expect(taken).toHaveLength(102)
    for (const from of taken) {
      expect(taken.filter((time) => time >= from && time < from + 1).length).toBeLessThanOrEqual(5 + 5)
    }
    expect(taken.at(-1)).toBeGreaterThanOrEqual((102 - 5) / 5)
  })

  it('answers other requests 429, and the client comes again no sooner than the whole seconds it is told', () => {
    const trace = [...simulate(limited)].filter(({ block }) => block !== null)
    const throttled = trace.filter(({ event }) => event.type === 'request.throttled')
    expect(throttled.length).toBeGreaterThan(10)
    for (const entry of throttled) {
      const later = trace.slice(trace.indexOf(entry) + 1).find(({ block }) => block === entry.block)
      expect(later && secondsOf(later) - secondsOf(entry)).toBeGreaterThanOrEqual(1)
    }
  })

  it('that is never reached changes nothing', () => {
    const entries = (plan: Plan) => [...simulate(plan)]
    expect(entries(planWith({ service: { requestsPerSecond: 1e6 } }))).toEqual(entries(planWith({})))
  })
})

describe('an upload URI', () => {
  it('expires after its lifetime; the client renews the session and goes on', () => {
    const slow = { ...network, throughput: constant(0.1), parallelUploads: 2 }
    const plan = planWith({ service: { expiresAfterSeconds: 120 }, network: slow })
    const renewals = entriesOf(plan, 'renew')
    // 500 s of uploading: one URI at the start, and one for each time that it expires.
    expect(renewals.length).toBeGreaterThanOrEqual(4)
    expect(renewals.length).toBeLessThanOrEqual(6)
    expect(secondsOf(renewals[0] as TraceEntry)).toBe(0)
    const refused = [...simulate(plan)].filter(({ outcome }) => outcome._tag === 'Left')
    expect(refused.length).toBeGreaterThan(0)
    expect(outcomeOf(plan).sessions[0]?.state).toBe('completed')
  })
})

describe('an outage', () => {
  it('answers every request 503 while it lasts, and comes again if it recurs', () => {
    const slow = { ...network, throughput: constant(2), parallelUploads: 2 }
    const outage = { fault: 'outage', atSeconds: 5, every: 20, seconds: constant(3) }
    const trace = [...simulate(planWith({ network: slow, faults: [outage] }))]
    const at = (type: TraceEntry['event']['type']) =>
      trace.filter(({ event }) => event.type === type).map(secondsOf)
    expect(at('service.outage').slice(0, 2)).toEqual([5, 25])
    expect(at('service.recovered').slice(0, 2)).toEqual([8, 28])
    const isOut = (time: number): boolean => time > 5 && (time - 5) % 20 < 3
    expect(at('request.failed').length).toBeGreaterThan(0)
    expect(at('request.failed').every(isOut)).toBe(true)
    expect(at('block.uploaded').some(isOut)).toBe(false)
  })
})

describe('an error of the server', () => {
  it('is answered 500 as often as its rate says, and the block is sent again', () => {
    const plan = planWith({
      session: { request: { totalBlockCount: 2000, totalJobCount: 0 } },
      faults: [{ fault: 'serverError', rate: 0.2 }],
    })
    const failed = entriesOf(plan, 'request.failed')
    expect(failed.every(({ cause }) => cause === 'serverError')).toBe(true)
    // 2000 / (1 - 0.2) requests, a fifth of them: 500, with a deviation of 25.
    expect(Math.abs(failed.length - 500)).toBeLessThan(125)
    expect(outcomeOf(plan).sessions[0]?.state).toBe('completed')
  })
})

describe('workers', () => {
  it.each([
    [1, 12],
    [3, 4],
    [12, 1],
    [100, 1],
  ])('of a number of %d need %d s for 12 jobs of a second', (workers, seconds) => {
    const plan = planWith({ processing: { totalJobCount: 12, workers, secondsPerJob: constant(1) } })
    const { uploadSeconds = 0, completionSeconds = 0 } = outcomeOf(plan)
    // The commit takes a message there, after the last acknowledgement.
    expect((completionSeconds ?? 0) - (uploadSeconds ?? 0) - 0.02).toBeCloseTo(seconds, 6)
  })
})

describe('a bound of the simulation', () => {
  it('that is reached ends the trace with an entry, and is told in the outcome', () => {
    const events = planWith({ limits: { events: 50 } })
    expect([...simulate(events)].at(-1)).toMatchObject({
      event: { type: 'simulation.stopped' },
      cause: 'events',
    })
    expect(outcomeOf(events)).toMatchObject({ reached: 'events', completionSeconds: null })
    const seconds = planWith({ limits: { seconds: 0.05 } })
    expect([...simulate(seconds)].at(-1)).toMatchObject({
      event: { type: 'simulation.stopped' },
      cause: 'seconds',
    })
    expect(outcomeOf(seconds)).toMatchObject({ reached: 'seconds', uploadSeconds: null })
  })

  it('that is not reached is not told', () => {
    expect(entriesOf(planWith({}), 'simulation.stopped')).toEqual([])
    expect(outcomeOf(planWith({})).reached).toBe(null)
  })

  it('ends a plan that would never end', () => {
    const stalled = { fault: 'stalled', every: 5, seconds: constant(6) }
    const plan = planWith({
      faults: [stalled],
      limits: { events: 5000 },
      network: { ...network, throughput: constant(1) },
    })
    expect(outcomeOf(plan)).toMatchObject({ reached: 'events', completionSeconds: null })
  })
})
