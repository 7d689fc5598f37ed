// Terminals in a folder, as a reader has them: in one after the other something is done, in others something serves.
import { type ChildProcess, spawn } from 'node:child_process'

export interface Printed {
  readonly out: string
  readonly err: string
}

export interface Terminals {
  /** Does what a script says and gives what it prints; rejects, with all of that, where it fails. */
  readonly run: (script: string) => Promise<Printed>
  /** Leaves a script running as soon as it has printed a line with this text. */
  readonly serve: (script: string, text: string) => Promise<void>
  /** Ends what still runs. */
  readonly close: () => Promise<void>
}

interface Shell {
  readonly child: ChildProcess
  readonly printed: { out: string; err: string }
  readonly over: Promise<number | null>
}

const shellIn = (folder: string, script: string): Shell => {
  // A process group of its own: what npx starts ends with it.
  const child = spawn('bash', ['-euo', 'pipefail', '-c', script], { cwd: folder, detached: true })
  const printed = { out: '', err: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    printed.out += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    printed.err += text
  })
  return { child, printed, over: new Promise((resolve) => child.on('close', resolve)) }
}

const failure = (script: string, { out, err }: Printed): Error => new Error(`${script}\n${out}${err}`)

export const terminalsIn = (folder: string): Terminals => {
  const serving: Array<Shell> = []
  return {
    run: async (script) => {
      const { printed, over } = shellIn(folder, script)
      if ((await over) !== 0) throw failure(script, printed)
      return printed
    },
    serve: (script, text) => {
      const shell = shellIn(folder, script)
      serving.push(shell)
      return new Promise((resolve, reject) => {
        shell.child.stdout?.on('data', () => {
          if (shell.printed.out.includes(text)) resolve()
        })
        shell.over.then(() => reject(failure(script, shell.printed)))
      })
    },
    close: async () => {
      for (const { child, over } of serving) {
        if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid)
        await over
      }
    },
  }
}
