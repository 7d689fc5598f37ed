// Shells in a folder, as a reader has them: one runs command after command, others run servers.
import { type ChildProcess, spawn } from 'node:child_process'

export interface Printed {
  readonly out: string
  readonly err: string
}

export interface Terminals {
  /** Runs a script; resolves with its output, rejects with all of it if the script fails. */
  readonly run: (script: string) => Promise<Printed>
  /** Starts a script and resolves once it has printed the text. */
  readonly serve: (script: string, text: string) => Promise<void>
  /** Ends the scripts that still run. */
  readonly close: () => Promise<void>
}

interface Shell {
  readonly child: ChildProcess
  readonly printed: { out: string; err: string }
  readonly ended: Promise<number | null>
}

const shellIn = (folder: string, script: string): Shell => {
  // A process group of its own, so that the processes that npx starts end with it.
  const child = spawn('bash', ['-euo', 'pipefail', '-c', script], {
    cwd: folder,
    detached: true,
    // The tests' own database is not the reader's.
    env: { ...process.env, DATABASE_URL: '' },
  })
  const printed = { out: '', err: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    printed.out += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    printed.err += text
  })
  return { child, printed, ended: new Promise((resolve) => child.on('close', resolve)) }
}

const failureOf = (script: string, { out, err }: Printed): Error => new Error(`${script}\n${out}${err}`)

export const terminalsIn = (folder: string): Terminals => {
  const serving: Array<Shell> = []
  return {
    run: async (script) => {
      const { printed, ended } = shellIn(folder, script)
      if ((await ended) !== 0) throw failureOf(script, printed)
      return printed
    },
    serve: (script, text) => {
      const shell = shellIn(folder, script)
      serving.push(shell)
      return new Promise((resolve, reject) => {
        shell.child.stdout?.on('data', () => {
          if (shell.printed.out.includes(text)) resolve()
        })
        shell.ended.then(() => reject(failureOf(script, shell.printed)))
      })
    },
    close: async () => {
      for (const { child, ended } of serving.splice(0)) {
        if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid)
        await ended
      }
    },
  }
}
