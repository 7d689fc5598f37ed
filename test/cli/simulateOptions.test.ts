// The options of `simulate`: seeds, faults, plans, speeds, lines; and the values that it rejects.
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { presets } from '../../src/simulate/index.js'
import { newFolder } from '../folder.js'
import { expectRejection } from './rejection.js'
import { root, run } from './run.js'

const plan = (name: string): string => join(root, `docs/examples/${name}.yaml`)

const folder = newFolder()

const linesOf = (out: string) =>
  out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))

describe('simulate --seed', () => {
  it('prints the same each time, and another session with another seed', async () => {
    const args = (seed: number) => [
      'simulate',
      '--seed',
      String(seed),
      '--faults',
      'hostile',
      '--show-secrets',
    ]
    const first = await run(args(7))
    expect(await run(args(7))).toEqual(first)
    expect(JSON.parse((await run(args(8))).out).salt).not.toBe(JSON.parse(first.out).salt)
  })
})

describe('simulate --jsonl', () => {
  it('prints each trace entry as a line on stdout, and nothing else', async () => {
    const lines = linesOf((await run(['simulate', '--seed', '7', '--jsonl'])).out)
    expect(lines.at(0)).toMatchObject({ event: { type: 'start' }, client: { state: 'Created' } })
    expect(lines.at(-1)).toMatchObject({
      session: { state: 'Completed', remainingBlockCount: 0, remainingJobCount: 0 },
      client: { state: 'Completed', remainingBlockCount: 0, remainingJobCount: 0 },
    })
  })

  it('prints only the summary on stderr', async () => {
    const { err } = await run(['simulate', '--seed', '7', '--jsonl'])
    expect(err).toMatch(/^Id .*\n.* Completed .*\nupload /)
  })
})

describe('simulate --faults', () => {
  it.each(Object.keys(presets))('%s ends the session', async (preset) => {
    const { code, out } = await run(['simulate', '--seed', '3', '--faults', preset, '--json'])
    expect(code).toBe(0)
    const { state } = JSON.parse(out)
    expect(['Completed', 'Failed', 'Cancelled']).toContain(state)
    if (!['fatal', 'cancelled'].includes(preset)) expect(state).toBe('Completed')
  })

  it('flaky loses, repeats and reorders messages', async () => {
    const { out } = await run(['simulate', '--seed', '3', '--faults', 'flaky', '--jsonl'])
    const causes = new Set(linesOf(out).map(({ cause }) => cause))
    for (const fault of ['lostAcknowledgement', 'duplicate', 'reordered']) expect(causes).toContain(fault)
  })
})

describe('simulate --plan', () => {
  it('runs what the plan says', async () => {
    const { out } = await run(['simulate', '--plan', plan('failing-processing'), '--json'])
    expect(JSON.parse(out)).toMatchObject({ state: 'Failed', error: { code: 'dataCorrupted' } })
  })

  it('is overridden by --seed and --faults', async () => {
    const args = ['simulate', '--plan', plan('failing-processing'), '--faults', 'none', '--json']
    expect(JSON.parse((await run(args)).out).state).toBe('Completed')
  })
})

describe('a plan that expects something', () => {
  const expecting = (expect: object, faults: ReadonlyArray<object> = []): Promise<string> =>
    folder.write(
      'expecting.json',
      JSON.stringify({ session: { request: { totalBlockCount: 3 } }, expect, faults }),
    )

  it('gives exit code 0 if that is what comes of it', async () => {
    const path = await expecting({ state: 'Completed', within: '10 min', p99: '1 ms' })
    expect((await run(['simulate', '--plan', path, '--json'])).code).toBe(0)
  })

  it('gives exit code 3 otherwise, with every expectation that is not met', async () => {
    const path = await expecting({ state: 'Completed', within: '1 s' }, [{ fault: 'cancelled', rate: 1 }])
    const { code, out, err } = await run(['simulate', '--plan', path, '--json'])
    expect([code, JSON.parse(out).state]).toEqual([3, 'Cancelled'])
    expect(err).toBe(
      'exact-match-session: state Completed was expected; found Cancelled; completion never comes; 1 s was expected\n',
    )
  })
})

describe('simulate --speed', () => {
  it('plays a simulation at multiples of real time', async () => {
    const request = await folder.write('two.json', JSON.stringify({ totalBlockCount: 1, totalJobCount: 0 }))
    for (const speed of ['max', '5000x', '900.5x']) {
      const { code } = await run(['simulate', '--request', request, '--speed', speed, '--json'])
      expect(code).toBe(0)
    }
  })
})

describe('the summary', () => {
  it('has the columns of the upload agent and the duration of each phase', async () => {
    const { err } = await run(['simulate', '--plan', plan('flaky')])
    const [header, row, phases] = err.trimEnd().split('\n').slice(-3)
    expect(header?.split(/ {2,}/)).toEqual([
      'Id',
      'State',
      '% Completion',
      'CreationTime',
      'LastUpdatedTime',
      'CompletionTime',
    ])
    expect(row?.split(/ {2,}/)).toEqual([
      expect.stringMatching(/^[0-9a-f-]{36}$/),
      'Completed',
      '100',
      '2026-01-01T00:00:00Z',
      '2026-01-01T00:01:03.317098Z',
      '2026-01-01T00:01:03.317098Z',
    ])
    expect(phases).toBe('upload 35 seconds, processing 27 seconds, whole 1 minute 3 seconds')
  })
})

describe('simulate rejects', () => {
  it('a malformed seed, speed or preset, and names the option', async () => {
    await expectRejection(['--seed', '1.5'], '--seed <n>', "'1.5' is invalid. A whole number")
    await expectRejection(['--seed', '3000000000'], '--seed <n>', 'from -2147483648 to 2147483647')
    await expectRejection(['--speed', 'fast'], '--speed <speed>', "'fast'", 'realtime')
    await expectRejection(['--speed', '0x'], '--speed <speed>', "'0x'")
    await expectRejection(['--faults', 'gremlins'], '--faults <preset>', "'gremlins'", 'flaky')
  })

  it('a table together with a plan', async () => {
    await expectRejection(['a.csv', '--plan', plan('clean')], 'not several')
  })

  it('an invalid plan, with line and path of each issue', async () => {
    const path = await folder.write(
      'bad.yaml',
      [
        'session:',
        '  request: { totalBlockCount: 3 }',
        'network:',
        '  latency: { distribution: constant, value: 0 }',
        'faults:',
        '  - { fault: duplicate, rate: -0.1 }',
        '  - { fault: gremlins, rate: 0.1 }',
      ].join('\n'),
    )
    await expectRejection(
      ['--plan', path],
      /bad\.yaml:4: \/network\/latency\/value is 0/,
      /bad\.yaml:6: \/faults\/0\/rate is -0\.1/,
      /bad\.yaml:7: \/faults\/1\/fault is "gremlins"/,
    )
  })

  it('a plan whose rates add up to more than 1, and one whose session violates invariants', async () => {
    const rates = { fault: 'duplicate', rate: 0.6 }
    await expectRejection(
      [
        '--plan',
        await folder.write(
          'rates.json',
          JSON.stringify({ session: { request: { totalBlockCount: 3 } }, faults: [rates, rates] }),
        ),
      ],
      '/faults: the rates of request faults add up to 1.2',
    )
    await expectRejection(
      [
        '--plan',
        await folder.write(
          'invariants.json',
          JSON.stringify({ session: { resource: { totalBlockCount: 3, remainingBlockCount: 15 } } }),
        ),
      ],
      '/session/resource/remainingBlockCount: remainingBlockCount is 15',
    )
    await expectRejection(['--plan', folder.at('none.yaml')], 'no such file')
  })

  it('a report that cannot be written, before it simulates anything', async () => {
    await expectRejection(['--report', folder.at()], folder.at(), 'directory')
    await expectRejection(['--report', folder.at('no/such/report.html')], 'report.html')
  })
})
