#!/usr/bin/env node
// The program: the command line with the streams, the signals and the exit code of this process.
import { exitCodes } from './exitCodes.js'
import { run } from './run.js'

const code = await run(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  signals: process,
})
// After Ctrl-C requests may still be in flight; nobody waits for them.
if (code === exitCodes.interrupted) process.exit(code)
process.exitCode = code
