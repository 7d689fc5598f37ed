#!/usr/bin/env node
// The command line: parses, calls, prints.
import { createRequire } from 'node:module'
import { Command, CommanderError } from 'commander'
import { conformCommand } from './conform/conform.js'
import { diagramCommand } from './diagram.js'
import { exitCodes } from './failure.js'
import { serveCommand } from './serve/serve.js'
import { simulateCommand } from './simulate/simulate.js'
import { vectorsCommand } from './vectors.js'

// Read through require: a JSON import would need a flag on the oldest Node supported.
const { version }: { readonly version: string } = createRequire(import.meta.url)('../../package.json')

const program = new Command('exact-match-session')
  .description('The upload session of Exact Data Match, simulated and served')
  .version(version)
  .addCommand(simulateCommand())
  .addCommand(serveCommand())
  .addCommand(diagramCommand())
  .addCommand(conformCommand())
  .addCommand(vectorsCommand())

for (const command of [program, ...program.commands])
  command.exitOverride().showHelpAfterError('(--help shows how)')

await program.parseAsync().catch((error: unknown) => {
  if (!(error instanceof CommanderError)) throw error
  process.exitCode = error.exitCode === 0 ? exitCodes.ok : exitCodes.badInput
})
