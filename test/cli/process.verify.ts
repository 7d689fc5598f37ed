// The built program as a process: its exit codes, Ctrl-C, a closed pipe, a terminal.
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { newFolder } from '../folder.js'
import { hasTerminal, interruptInTerminal, spawnMain } from './process.js'
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

  it.runIf(hasTerminal)('restores the terminal: the cursor is visible, lines wrap', async () => {
    const { code, out } = await interruptInTerminal(['simulate'], 'UploadInProgress')
    expect(code).toBe(130)
    for (const mode of ['25', '7']) {
      expect(out.lastIndexOf(`\u001B[?${mode}h`), mode).toBeGreaterThan(out.lastIndexOf(`\u001B[?${mode}l`))
    }
    expect(out).not.toContain('"state"')
  })
})
