// The command line as a function: arguments in, text on the streams, the exit code out.
import { readFile } from 'node:fs/promises'
import { Command, CommanderError } from 'commander'
import { conformCommand } from './conform/conform.js'
import { diagramCommand } from './diagram.js'
import { exitCodes } from './exitCodes.js'
import type { Io } from './io.js'
import { migrateCommand } from './migrate.js'
import { packageFile } from './packageFile.js'
import { programName } from './programName.js'
import { serveCommand } from './serve/serve.js'
import { simulateCommand } from './simulate/command.js'
import { sweepCommand } from './sweep/command.js'
import { vectorsCommand } from './vectors.js'

const versionOfPackage = async (): Promise<string> => {
  // The package's own manifest has a version. Node 20 can't import JSON without a warning.
  const { version } = JSON.parse(await readFile(packageFile('package.json'), 'utf8')) as { version: string }
  return version
}

/** Commander's message in one line, with the name of the program in place of "error". */
const oneLine = (message: string): string =>
  `${programName}: ${message
    .replace(/^error: /, '')
    .trim()
    .replaceAll('\n', ' ')} (--help shows how)\n`

/** Runs a command; resolves with the exit code. */
export const run = async (argv: ReadonlyArray<string>, io: Io): Promise<number> => {
  let exitCode: number = exitCodes.ok
  const exit = (code: number): void => {
    exitCode = code
  }
  const program = new Command(programName)
    .description('Simulate, serve and check the upload session of Exact Data Match')
    .version(await versionOfPackage())
    .addCommand(simulateCommand(io, exit))
    .addCommand(sweepCommand(io, exit))
    .addCommand(serveCommand(io, exit))
    .addCommand(migrateCommand(io, exit))
    .addCommand(diagramCommand(io, exit))
    .addCommand(conformCommand(io, exit))
    .addCommand(vectorsCommand(io, exit))
  for (const command of [program, ...program.commands]) {
    command.exitOverride().configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
      outputError: (message, writeError) => writeError(oneLine(message)),
    })
  }
  try {
    await program.parseAsync(argv, { from: 'user' })
    return exitCode
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    return error.exitCode === 0 ? exitCodes.ok : exitCodes.badInput
  }
}
