// The built program as a process: its exit codes, Ctrl-C, a closed pipe, a terminal.
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { newFolder } from '../folder.js'
import { hasTerminal, interruptInTerminal, runInShell, spawnMain, watchInTerminal } from './process.js'
import { root } from './run.js'

const folder = newFolder()

const requestFor = (totalBlockCount: number): Promise<string> =>
  folder.write(`${totalBlockCount}.json`, JSON.stringify({ totalBlockCount }))

/** Sends SIGINT once the upload has started. */
const interrupt = (args: ReadonlyArray<string>) => {
  let sent = false
  return spawnMain(args, {
    onStderr: (err, child) => {
      if (sent || !err.includes('UploadInProgress')) return
      sent = true
      child.kill('SIGINT')
    },
  })
}

describe('the program', () => {
  it('prints the version of the package', async () => {
    const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'))
    expect(await spawnMain(['--version'])).toEqual({ code: 0, out: `${version}\n`, err: '' })
  })

  it('simulates the example, writes its report and draws the chart from the files beside it', async () => {
    const report = folder.at('example.html')
    const { code, out } = await spawnMain(['simulate', '--report', report])
    expect([code, JSON.parse(out).state]).toEqual([0, 'Completed'])
    expect(await readFile(report, 'utf8')).toContain('uPlot')
    expect((await spawnMain(['diagram', '--format', 'svg'])).out).toContain('</svg>')
  })

  it('exits with 2 and one line on stderr if an option can’t be used', async () => {
    const { code, out, err } = await spawnMain(['simulate', '--rows-per-block', 'abc'])
    expect([code, out]).toEqual([2, ''])
    expect(err).toBe(
      "exact-match-session: option '--rows-per-block <n>' argument 'abc' is invalid. " +
        'A whole number from 1 to 2147483647 was expected. (--help shows how)\n',
    )
  })

  it('exits with 0 and without a complaint when its reader closes stdout', async () => {
    const { code, err } = await spawnMain(['simulate', '--request', await requestFor(200_000), '--jsonl'], {
      closeStdout: true,
    })
    expect(code).toBe(0)
    expect(err).not.toMatch(/EPIPE|Error/)
  })
})

describe('Ctrl-C during a simulation', () => {
  it('exits with 130 and leaves neither output nor report behind', async () => {
    const report = folder.at('interrupted.html')
    const { code, out } = await interrupt([
      'simulate',
      '--request',
      await requestFor(2 ** 31 - 1),
      '--report',
      report,
    ])
    expect({ code, out }).toEqual({ code: 130, out: '' })
    expect(await readdir(folder.at())).not.toContain('interrupted.html')
  })

  it.runIf(hasTerminal).each([
    ['Ctrl-C', 130],
    ['SIGTERM', 143],
  ] as const)('restores the terminal after %s: the cursor is visible, lines wrap', async (by, expected) => {
    const { code, out } = await interruptInTerminal(
      ['simulate', '--speed', 'realtime'],
      'UploadInProgress',
      by,
    )
    expect(code).toBe(expected)
    for (const mode of ['25', '7']) {
      expect(out.lastIndexOf(`\u001B[?${mode}h`), mode).toBeGreaterThan(out.lastIndexOf(`\u001B[?${mode}l`))
    }
    expect(out).not.toContain('"state"')
  })
})

describe.runIf(hasTerminal)('a terminal', () => {
  it('ends with the summary, below the session', async () => {
    const { code, out } = await watchInTerminal(['simulate', '--seed', '7'])
    expect(code).toBe(0)
    const last = out.trimEnd().split('\n').slice(-3)
    expect(last[0]).toMatch(/^Id +State/)
    expect(last[1]).toContain('Completed')
    expect(last[2]).toMatch(/^upload .*, whole /)
  })

  it('shows rates, remaining time, and how much was simulated in which time', async () => {
    const { out } = await watchInTerminal(['simulate', '--seed', '7'])
    expect(out).toMatch(/blocks [█░]+ \d+\/15 {2}[\d.]+\/s, [\d.]+ m?s left/)
    expect(out).toMatch(/jobs {3}░+ 0\/\?/)
    expect(out).toMatch(/ProcessingInProgress, [\d.]+ s simulated in [\d.]+ m?s/)
  })
})

describe('an output that fails', () => {
  const commands = [
    'simulate',
    'simulate --jsonl',
    `sweep ${join(root, 'docs/examples/clean.yaml')} --seeds 3`,
    'vectors --count 10',
    'diagram',
  ]

  it.each(commands)('ends %s with 4 and one line, if the disk is full', (command) => {
    const { code, err } = runInShell(`$program ${command} > /dev/full`)
    expect(code).toBe(4)
    expect(err.trimEnd().split('\n').at(-1)).toBe(
      "exact-match-session: the output can't be written: ENOSPC: no space left on device",
    )
    expect(err).not.toMatch(/^ {4}at /m)
  })

  it.each(commands)('ends %s with 0, if its reader has gone', (command) => {
    const { out, err } = runInShell(`$program ${command} | true; echo "\${PIPESTATUS[0]}"`)
    expect(out).toBe('0\n')
    expect(err).not.toMatch(/EPIPE|Error/)
  })

  it('ends with 4 if the report can’t be written: on a full disk, to a pipe whose reader goes', () => {
    const pipe = folder.at('pipe')
    for (const line of [
      '$program simulate --json --report /dev/full',
      `mkfifo ${pipe}; head -c 1 ${pipe} > /dev/null & $program simulate --json --report ${pipe}`,
    ]) {
      const { code, err } = runInShell(line)
      expect(code).toBe(4)
      expect(err).toMatch(/^exact-match-session: .*: the report can't be written: E\w+: .*\n$/)
    }
  })

  it('writes a report to a named pipe, and can be interrupted while that has no reader', () => {
    const [read, unread] = [folder.at('read'), folder.at('unread')]
    expect(
      runInShell(
        `mkfifo ${read}; cat ${read} | tail -1 & $program simulate --report ${read} > /dev/null; wait`,
      ).out,
    ).toContain('</html>')
    const interrupted = runInShell(
      `mkfifo ${unread}; timeout --signal INT --kill-after 30 3 $program simulate --json --report ${unread} > /dev/null`,
    )
    // What timeout itself gives, once the program has ended; 137 if that had to be killed.
    expect(interrupted.code).toBe(124)
  })
})
