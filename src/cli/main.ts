#!/usr/bin/env node
// The program: the command line with the streams, the signals, the variables and the exit code of this process.
import { exitCodes } from './exitCodes.js'
import { run } from './run.js'

const exitCode = await run(process.argv.slice(2), {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  signals: process,
  env: process.env,
  endAfter: (milliseconds, code) => {
    // This timer itself keeps no process alive.
    setTimeout(() => process.exit(code), milliseconds).unref()
  },
})
// After an interruption requests may still be in flight; nobody waits for them.
const early: ReadonlyArray<number> = [exitCodes.interrupted, exitCodes.terminated, exitCodes.cantWrite]
if (early.includes(exitCode)) process.exit(exitCode)
process.exitCode = exitCode
