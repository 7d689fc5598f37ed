// A link that uploads share: when each block arrives, to the microsecond.
import { describe, expect, it } from 'vitest'
import { outcomeOf, Plan, simulate } from '../../src/simulate/index.js'
import { right } from '../machine/records.js'

const constant = (value: number) => ({ distribution: 'constant', value }) as const

/** A megabyte takes a second; a message takes a tenth of one. The client starts, and uploads from 0.2 s on. */
const network = { bandwidth: '1 MB/s', latency: constant(0.1) }

const planWith = (blockBytes: ReadonlyArray<number>, parallelUploads: number, rest: object = {}): Plan =>
  right(
    Plan.decode({
      session: { request: { totalBlockCount: blockBytes.length, totalJobCount: 0 }, blockBytes },
      network: { ...network, parallelUploads },
      ...rest,
    }),
  )

/** When each block was sent completely, in seconds after the uploads began. */
const sentAt = (plan: Plan): Readonly<Record<string, number>> =>
  Object.fromEntries(
    [...simulate(plan)].flatMap(({ event, at, block }) =>
      event.type === 'block.uploaded'
        ? [[block, Number((Number(/:(\d\d\.\d+)Z/.exec(at)?.[1]) - 0.3).toFixed(6))]]
        : [],
    ),
  )

const megabytes = (...sizes: ReadonlyArray<number>): ReadonlyArray<number> => sizes.map((size) => size * 1e6)

describe('a link', () => {
  it('is one upload’s alone', () => {
    // Each block waits for the acknowledgement of the one before.
    expect(sentAt(planWith(megabytes(1, 2), 1))).toEqual({ 1: 1, 2: 3.2 })
  })

  it('is shared equally by uploads in flight', () => {
    expect(sentAt(planWith(megabytes(1, 1, 1, 1), 4))).toEqual({ 1: 4, 2: 4, 3: 4, 4: 4 })
    expect(sentAt(planWith(megabytes(1, 2, 3, 4), 4))).toEqual({ 1: 4, 2: 7, 3: 9, 4: 10 })
  })

  it('gives a share to an upload that begins later, and takes it from the others', () => {
    // Block 3 begins at 2.2 s, when block 2 has 1 of its 2 MB left.
    expect(sentAt(planWith(megabytes(1, 2.2, 1), 2))).toEqual({ 1: 2, 2: 4.2, 3: 4.2 })
  })

  it('takes as long for a table, however its rows are cut into blocks, but for the acknowledgements', () => {
    const uploadOf = (blocks: number): number =>
      outcomeOf(planWith(Array(blocks).fill(12e6 / blocks), 4)).uploadSeconds ?? 0
    expect(uploadOf(12)).toBeCloseTo(12 + 0.3, 0)
    expect(uploadOf(120)).toBeGreaterThan(12)
    expect(uploadOf(120)).toBeLessThan(uploadOf(12) + 120 * 0.2)
  })

  it('stands still while the network stalls, and goes on after that', () => {
    const faults = [{ fault: 'stalled', atSeconds: 1.2, seconds: constant(10) }]
    expect(sentAt(planWith(megabytes(2, 2), 2, { faults }))).toEqual({ 1: 14, 2: 14 })
  })

  it('transfers a slow block as often as its factor says', () => {
    const faults = [{ fault: 'slow', atSeconds: 0.15, factor: 3 }]
    const plan = planWith(megabytes(1), 1, { faults })
    // Its latency takes three times as long, too.
    expect(sentAt(plan)).toEqual({ 1: 3.2 })
  })

  it('takes a block of no bytes at once', () => {
    expect(sentAt(planWith([0], 1))).toEqual({ 1: 0 })
  })
})

describe('uploads in blocks a second', () => {
  it('do not share: four take no longer than one', () => {
    const uploadOf = (parallelUploads: number): number | null =>
      outcomeOf(
        right(
          Plan.decode({
            session: { request: { totalBlockCount: 8, totalJobCount: 0 }, blockBytes: 1e9 },
            network: { throughput: constant(2), latency: constant(0.1), parallelUploads },
          }),
        ),
      ).uploadSeconds
    expect(uploadOf(1)).toBeCloseTo(0.2 + 8 * 0.6 + 7 * 0.1, 6)
    expect(uploadOf(4)).toBeCloseTo(0.2 + 2 * 0.6 + 1 * 0.1, 6)
  })
})

describe('a bandwidth', () => {
  it.each([
    ['20 Mbit/s', 2.5e6],
    ['20Mbit/s', 2.5e6],
    [20, 2.5e6],
    ['1.5 Gbit/s', 187.5e6],
    ['800 kbit/s', 1e5],
    ['3 MB/s', 3e6],
  ])('%j is %d bytes a second', (bandwidth, bytes) => {
    const plan = right(
      Plan.decode({
        session: { request: { totalBlockCount: 1, totalJobCount: 0 }, blockBytes: bytes * 10 },
        network: { bandwidth, latency: constant(0.1) },
      }),
    )
    expect(outcomeOf(plan).uploadSeconds).toBeCloseTo(10.3, 5)
  })
})
