// Traces are the same bytes, those of the files under golden/: on every Node, in every time zone and locale, and whatever
// the last digit of a logarithm is on a machine.
import { join } from 'node:path'
import * as fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { readPlan } from '../../src/simulate/files/index.js'
import { lineOf, type Plan, Plan as PlanCodec, presets, simulate } from '../../src/simulate/index.js'
import { right } from '../machine/records.js'
import { anyPlan } from './plans.js'

const examples = join(import.meta.dirname, '../../docs/examples')
const golden = (name: string): string => join(import.meta.dirname, `golden/${name}.jsonl`)

const linesOf = (plan: Plan): string => Array.from(simulate(plan), (entry) => `${lineOf(entry)}\n`).join('')

const gallery = ['clean', 'flaky', 'expired-uri', 'failing-processing', 'cancelled']
const exampleOf = async (name: string) => right(await readPlan(join(examples, `${name}.yaml`))())

const presetPlan = (faults: Plan['faults']): Plan =>
  right(
    PlanCodec.decode({
      session: { request: { totalBlockCount: 12 } },
      startDateTime: '2016-12-31T23:59:40.2754224+03:00',
      seed: -5,
      network: {
        latency: { distribution: 'exponential', mean: 0.4 },
        throughput: { distribution: 'pareto', least: 0.2, shape: 2 },
      },
      faults,
    }),
  )

describe('the bytes of a trace', () => {
  it.each(gallery)('are those of golden/ for docs/examples/%s.yaml', async (name) => {
    await expect(linesOf(await exampleOf(name))).toMatchFileSnapshot(golden(name))
  })

  it.each(Object.entries(presets))('are those of golden/ for the preset %s', async (name, faults) => {
    await expect(linesOf(presetPlan(faults))).toMatchFileSnapshot(golden(`preset-${name}`))
  })
})

/** The next representable number, as another machine may compute a logarithm. */
const nudge = (value: number, up: boolean): number => {
  const bits = new BigInt64Array(new Float64Array([value]).buffer)
  bits[0] = (bits[0] ?? 0n) + (up ? 1n : -1n)
  const [neighbour = value] = new Float64Array(bits.buffer)
  return value === 0 || !Number.isFinite(value) ? value : neighbour
}

describe('differences between machines in the last digit of a logarithm', () => {
  afterEach(() => {
    vi.restoreAllMocks()
  })

  it('change no byte of a trace', () => {
    fc.assert(
      fc.property(anyPlan(), fc.infiniteStream(fc.boolean()), (plan, ups) => {
        const expected = linesOf(plan)
        for (const name of ['log', 'log1p', 'exp', 'pow', 'sqrt', 'cos'] as const) {
          const exact: (...args: ReadonlyArray<number>) => number = Math[name]
          vi.spyOn(Math, name).mockImplementation((...args: ReadonlyArray<number>) =>
            nudge(exact(...args), ups.next().value === true),
          )
        }
        const actual = linesOf(plan)
        vi.restoreAllMocks()
        expect(actual).toBe(expected)
      }),
      { numRuns: 60 },
    )
  })
})

describe('a line', () => {
  it('is JSON with the session on the server and in the client’s view, and masks the signature of an upload URI by default', async () => {
    const plan = await exampleOf('expired-uri')
    const renewals = [...simulate(plan)].filter(({ event }) => event.type === 'renew')
    expect(renewals).toHaveLength(4)
    for (const entry of renewals) {
      const { event, session, client } = JSON.parse(lineOf(entry))
      expect(event.dataUploadURI).toMatch(/[?&]sig=\*\*\*/)
      expect(JSON.parse(lineOf(entry, { showSecrets: true })).event).toEqual(entry.event)
      expect(Object.keys(session)).toEqual(Object.keys(client))
    }
  })

  it('has the code and the message of a rejection', async () => {
    const refused = [...simulate(await exampleOf('expired-uri'))]
      .map((entry) => JSON.parse(lineOf(entry)))
      .filter(({ refused }) => refused !== null)
    expect(refused.length).toBeGreaterThan(0)
    expect(refused[0].refused).toMatchObject({
      code: 'uploadUriExpired',
      message: expect.stringMatching(/^cannot take blocks: the upload URI expired/),
    })
  })
})
