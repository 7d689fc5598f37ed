// `simulate` with everything that can be asked of it: seeds, faults, plans, speeds, lines; and what it can't use.
import { spawn } from 'node:child_process'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { presets } from '../../src/simulate/index.js'
import { newFolder } from '../folder.js'
import { refused } from './refused.js'
import { main, root, run } from './run.js'

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
  it('prints every moment as a line, and nothing else, on stdout', async () => {
    const lines = linesOf((await run(['simulate', '--seed', '7', '--jsonl'])).out)
    expect(lines.at(0)).toMatchObject({ event: { type: 'start' }, client: { state: 'Created' } })
    expect(lines.at(-1)).toMatchObject({
      session: { state: 'Completed', remainingBlockCount: 0, remainingJobCount: 0 },
      client: { state: 'Completed', remainingBlockCount: 0, remainingJobCount: 0 },
    })
  })

  it('shows how far the session has come in no other way', async () => {
    const { err } = await run(['simulate', '--seed', '7', '--jsonl'])
    expect(err).toMatch(/^Id .*\n.* Completed .*\nupload /)
  })

  it('ends with its reader, without a complaint', async () => {
    const request = await folder.write('large.json', JSON.stringify({ totalBlockCount: 200_000 }))
    const child = spawn(process.execPath, [main, 'simulate', '--request', request, '--jsonl'])
    let err = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      err += text
    })
    child.stdout.once('data', () => child.stdout.destroy())
    const code = await new Promise((resolve) => child.on('close', resolve))
    expect(code).toBe(0)
    expect(err).not.toMatch(/EPIPE|Error/)
  })
})

describe('simulate --faults', () => {
  it.each(Object.keys(presets))('%s lets the session end', async (preset) => {
    const { code, out } = await run(['simulate', '--seed', '3', '--faults', preset, '--json'])
    expect(code).toBe(0)
    const { state } = JSON.parse(out)
    expect(['Completed', 'Failed', 'Cancelled']).toContain(state)
    if (!['fatal', 'cancelled'].includes(preset)) expect(state).toBe('Completed')
  })

  it('flaky loses, repeats and reorders', async () => {
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

  it('gives way to what the command line says of seed and faults', async () => {
    const args = ['simulate', '--plan', plan('failing-processing'), '--faults', 'none', '--json']
    expect(JSON.parse((await run(args)).out).state).toBe('Completed')
  })
})

describe('simulate --speed', () => {
  it('shows a simulation in real time and in multiples of it', async () => {
    const request = await folder.write('two.json', JSON.stringify({ totalBlockCount: 1, totalJobCount: 0 }))
    for (const speed of ['max', '5000x', '900.5x']) {
      const { code } = await run(['simulate', '--request', request, '--speed', speed, '--json'])
      expect(code).toBe(0)
    }
  })
})

describe('the summary', () => {
  it('has the columns of the upload agent, and the time that each phase took, on stderr', async () => {
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
      '2026-01-01T00:01:09.668Z',
      '2026-01-01T00:01:09.668Z',
    ])
    expect(phases).toBe('upload 42 seconds, processing 26 seconds, whole 1 minute 9 seconds')
  })
})

describe('what simulate cannot use', () => {
  it('a seed, a speed and a preset that are none', async () => {
    await refused(['--seed', '1.5'], '--seed 1.5: a whole number')
    await refused(['--seed', '3000000000'], '32 bits')
    await refused(['--speed', 'fast'], '--speed fast', 'realtime')
    await refused(['--speed', '0x'], '--speed 0x')
    await refused(['--faults', 'gremlins'], '--faults gremlins', 'flaky')
  })

  it('more than one thing to start from', async () => {
    await refused(['a.csv', '--plan', plan('clean')], 'not several')
  })

  it('a plan with faults in it, every one with its line and its place', async () => {
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
    await refused(
      ['--plan', path],
      /bad\.yaml:4: \/network\/latency\/value is 0/,
      /bad\.yaml:6: \/faults\/0\/rate is -0\.1/,
      /bad\.yaml:7: \/faults\/1\/fault is "gremlins"/,
    )
  })

  it('a plan whose rates add to more than 1, and one whose session breaks laws', async () => {
    const rates = { fault: 'duplicate', rate: 0.6 }
    await refused(
      [
        '--plan',
        await folder.write(
          'rates.json',
          JSON.stringify({ session: { request: { totalBlockCount: 3 } }, faults: [rates, rates] }),
        ),
      ],
      '/faults: the rates of what befalls a request add to 1.2',
    )
    await refused(
      [
        '--plan',
        await folder.write(
          'laws.json',
          JSON.stringify({ session: { resource: { totalBlockCount: 3, remainingBlockCount: 15 } } }),
        ),
      ],
      '/session/resource/remainingBlockCount: remainingBlockCount is 15',
    )
    await refused(['--plan', folder.at('none.yaml')], 'no such file')
  })

  it('a place where no report can be written, before anything is simulated', async () => {
    await refused(['--report', folder.at()], folder.at(), 'directory')
    await refused(['--report', folder.at('no/such/report.html')], 'report.html')
  })
})

describe('Ctrl-C', () => {
  it('leaves no report behind', async () => {
    const request = await folder.write('endless.json', JSON.stringify({ totalBlockCount: 2 ** 31 - 1 }))
    const report = folder.at('interrupted.html')
    let sent = false
    const { code } = await run(['simulate', '--request', request, '--report', report], {
      watch: (err, kill) => {
        if (!sent && err.includes('UploadInProgress')) {
          sent = true
          kill('SIGINT')
        }
      },
    })
    expect(code).toBe(130)
    expect(await readdir(folder.at())).not.toContain('interrupted.html')
  })
})
