// `exact-match-session sweep`: percentiles on stdout, a variation at a time, and what the plan expects as exit code.
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { newFolder } from '../folder.js'
import { root, run } from './run.js'

const folder = newFolder()

const planOf = (document: object): Promise<string> =>
  folder.write('plan.json', JSON.stringify({ session: { request: { totalBlockCount: 8 } }, ...document }))

const linesOf = (out: string) =>
  out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))

const flaky = join(root, 'docs/examples/flaky.yaml')

describe('sweep', () => {
  it('prints percentiles of each phase with their intervals, and what the faults cost', async () => {
    const { code, out, err } = await run(['sweep', flaky, '--seeds', '100'])
    expect([code, err]).toEqual([0, ''])
    const lines = out.split('\n')
    expect(lines[0]).toContain('p5, p50, p95, p99 of 100 seeds')
    expect(lines.filter((line) => /^(upload|processing|completion) {2,}\d/.test(line))).toHaveLength(3)
    expect(out).toMatch(/^faults cost {2,}\+[\d.]+ s/m)
    expect(out).toMatch(/^every session Completed, the longest completion .*, with seed \d+$/m)
  })

  it('prints no more than 24 rows and 80 columns for one plan', async () => {
    const { out } = await run(['sweep', flaky, '--seeds', '50'])
    const lines = out.trimEnd().split('\n').slice(1)
    expect(lines.length).toBeLessThan(23)
    for (const line of lines) expect(line.length, line).toBeLessThanOrEqual(80)
  })

  it('prints the same each time, and other figures from another seed on', async () => {
    const args = (seed: string) => ['sweep', flaky, '--seeds', '20', '--seed', seed, '--jsonl']
    const first = await run(args('1'))
    expect(await run(args('1'))).toEqual(first)
    expect((await run(args('21'))).out).not.toBe(first.out)
  })

  it('injects the faults of a preset', async () => {
    const path = await planOf({})
    const [line] = linesOf(
      (await run(['sweep', path, '--seeds', '10', '--faults', 'hostile', '--jsonl'])).out,
    )
    expect(line.faultCost.completion.p50.value).toBeGreaterThan(0)
  })
})

describe('sweep --jsonl', () => {
  it('prints a line for each variation: what varies, and the figures in seconds', async () => {
    const vary = ['--vary', 'network.parallelUploads=1,4', '--vary', 'processing.workers=1,2']
    const lines = linesOf((await run(['sweep', await planOf({}), '--seeds', '30', '--jsonl', ...vary])).out)
    expect(lines.map(({ varied }) => Object.values(varied))).toEqual([
      [1, 1],
      [1, 2],
      [4, 1],
      [4, 2],
    ])
    for (const { seeds, states, completion } of lines) {
      expect([seeds, states]).toEqual([30, { Completed: 30 }])
      expect(completion.p5.value).toBeLessThanOrEqual(completion.p99.value)
    }
    expect(lines[0].upload.p50.value).toBeGreaterThan(lines[2].upload.p50.value)
    expect(lines[0].processing.p50.value).toBeGreaterThan(lines[1].processing.p50.value)
  })
})

describe('sweep --vary', () => {
  it('takes values as a plan has them: with units, and objects', async () => {
    const vary = ['network.bandwidth=10 Mbit/s,20', 'network.latency={distribution: constant, value: 0.1}']
    const args = vary.flatMap((value) => ['--vary', value])
    const lines = linesOf((await run(['sweep', await planOf({}), '--seeds', '5', '--jsonl', ...args])).out)
    expect(lines.map(({ varied }) => varied['network.bandwidth'])).toEqual(['10 Mbit/s', 20])
    expect(lines[0].varied['network.latency']).toEqual({ distribution: 'constant', value: 0.1 })
  })

  it('reads the table again for each size of a block', async () => {
    const { out } = await run(['sweep', flaky, '--seeds', '20', '--vary', 'session.rowsPerBlock=10,500'])
    expect(out).toContain('session.rowsPerBlock: 10\n')
    expect(out).toMatch(/^completion, by session\.rowsPerBlock:\n10 /m)
  })

  it.each(['network.bandwidth', '=1', 'seed=', 'seed=[1', 'seed=,'])('rejects %j', async (text) => {
    const { code, err } = await run(['sweep', await planOf({}), '--vary', text])
    expect(code).toBe(2)
    expect(err).toContain('network.bandwidth=10,20')
  })

  it('rejects what is no plan then, with the place and what was expected', async () => {
    const path = await planOf({})
    const unknown = await run(['sweep', path, '--vary', 'netwrk.bandwidth=1'])
    expect(unknown).toMatchObject({ code: 2, out: '' })
    expect(unknown.err).toMatch(/plan\.json:1: \/netwrk: .* expected session, .* network/)
    const { err } = await run(['sweep', path, '--vary', 'network.bandwidth=fast'])
    expect(err).toContain('/network/bandwidth is "fast"; expected')
  })
})

describe('what a plan expects', () => {
  it('is printed with what came of it, and exit code 0 if all is met', async () => {
    const path = await planOf({ expect: { state: 'Completed', within: '10 min', p99: '5 min' } })
    const { code, out } = await run(['sweep', path, '--seeds', '50'])
    expect(code).toBe(0)
    expect(out.split('\n').filter((line) => line.startsWith('✓'))).toEqual([
      '✓ every session is Completed',
      expect.stringMatching(/^✓ completion takes .*, within 10 min$/),
      expect.stringMatching(/^✓ p99 takes .*, within 5 min; with more seeds it may be otherwise$/),
    ])
  })

  it('gives exit code 3 if one is not met, in any variation', async () => {
    const path = await planOf({ expect: { p50: '10 s', p99: '5 min' } })
    const { code, out } = await run(['sweep', path, '--seeds', '50', '--vary', 'network.parallelUploads=1,8'])
    expect(code).toBe(3)
    expect(out).toMatch(/^✗ p50 takes .*; 10 s was expected/m)
    expect((await run(['sweep', path, '--seeds', '50', '--jsonl'])).code).toBe(3)
  })
})

describe('sweep rejects', () => {
  it('a plan that does not exist, and too few seeds', async () => {
    expect(await run(['sweep', folder.at('none.yaml')])).toMatchObject({ code: 2, out: '' })
    expect((await run(['sweep', flaky, '--seeds', '0'])).err).toContain('A whole number from 1')
    expect((await run(['sweep'])).code).toBe(2)
  })
})
